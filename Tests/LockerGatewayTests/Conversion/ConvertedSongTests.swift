import Glibc
import LockerGateway
import MediaConversion
import MediaTestSupport
import Testing

/// Songs in another encoding, as players ask for them.
@Suite(.timeLimit(.minutes(5)), .enabled(if: access(FFmpeg.path, X_OK) == 0)) struct ConvertedSongTests {
    private static let song = Songs.wav(title: "Wave", artist: "Somebody")

    /// A song of alice's, and its id.
    private func withSong(
        _ change: (inout GatewayOptions, String) throws -> Void = { _, _ in },
        _ body: (RunningGateway, Member, String) async throws -> Void
    ) async throws {
        try await RunningGateway.with(change) { gateway in
            let alice = try await gateway.add("alice")
            try gateway.daemon.put(["Wave.wav": ConvertedSongTests.song], for: "alice")
            try await gateway.awaitSongs(1, as: alice)
            let found = try await gateway.ask("GET", rest("search3", "f=json&query=Wave", alice))
            let id = try #require(try found.value("subsonic-response.searchResult3.song.0.id"))
            try await body(gateway, alice, id)
        }
    }

    private func rest(_ call: String, _ parameters: String, _ member: Member) -> String {
        "/rest/\(call)?v=1.16.1&c=test&apiKey=\(member.token)&\(parameters)"
    }

    @Test func `a song is as it is, unless something else is asked for`() async throws {
        try await withSong { gateway, alice, id in
            for wish in ["", "&format=raw&maxBitRate=32", "&maxBitRate=0", "&maxBitRate=5000", "&timeOffset=1"] {
                let answer = try await gateway.ask("GET", rest("stream", "id=\(id)\(wish)", alice))
                #expect(answer.body == ConvertedSongTests.song, "\(wish)")
            }
            let download = try await gateway.ask("GET", rest("download", "id=\(id)&format=mp3", alice))
            #expect(download.body == ConvertedSongTests.song)
        }
    }

    @Test(
        arguments: [
            ("format=mp3", "audio/mpeg", [0xFF]), ("format=opus", "audio/ogg", Array("OggS".utf8)),
            ("format=aac", "audio/aac", [0xFF]), ("maxBitRate=64", "audio/ogg", Array("OggS".utf8)),
        ] as [(String, String, [UInt8])])
    func `another encoding is whole, seekable and the same once it is there`(
        wish: String, type: String, start: [UInt8]
    ) async throws {
        try await withSong { gateway, alice, id in
            let target = rest("stream", "id=\(id)&\(wish)", alice)
            let first = try await gateway.ask("GET", target)
            #expect(first.status == 200 && first["Content-Type"] == type)
            #expect(first.body.starts(with: start) && first.body.count > 60)
            let second = try await gateway.ask("GET", target)
            #expect(second.status == 200 && second.body == first.body)
            #expect(second["Content-Length"] == "\(first.body.count)" && second["Accept-Ranges"] == "bytes")
            let tag = try #require(second["ETag"])
            let part = try await gateway.ask("GET", target, ["Range": "bytes=10-19", "If-Range": tag])
            #expect(part.status == 206 && part.body == Array(first.body[10..<20]))
            let same = try await gateway.ask("GET", target, ["If-None-Match": tag])
            #expect(same.status == 304)
            let head = try await gateway.ask("HEAD", target)
            #expect(head.status == 200 && head["Content-Length"] == "\(first.body.count)")
        }
    }

    @Test func `what was made for one is not told another`() async throws {
        try await withSong { gateway, alice, id in
            let made = try await gateway.ask("GET", rest("stream", "id=\(id)&format=mp3", alice))
            #expect(made["Content-Type"] == "audio/mpeg")
            let bob = try await gateway.add("bob")
            let answer = try await gateway.ask("GET", rest("stream", "f=json&id=\(id)&format=mp3", bob))
            let code = try answer.value("subsonic-response.error.code")
            #expect(code == "70")
        }
    }

    @Test func `the extension is there with the program alone`() async throws {
        try await withSong { gateway, alice, _ in
            let answer = try await gateway.ask("GET", rest("getOpenSubsonicExtensions", "f=json", alice))
            #expect(answer.text.contains("transcodeOffset"))
        }
        let lacking: (inout GatewayOptions, String) -> Void = { options, _ in
            options.conversion.ffmpeg = "/nonexistent/ffmpeg"
        }
        try await withSong(lacking) { gateway, alice, id in
            let answer = try await gateway.ask("GET", rest("getOpenSubsonicExtensions", "f=json", alice))
            #expect(!answer.text.contains("transcodeOffset"))
            let song = try await gateway.ask("GET", rest("stream", "id=\(id)&format=mp3", alice))
            #expect(song.body == ConvertedSongTests.song)
        }
    }

    @Test func `a gain is one of two`() async throws {
        try await withSong { gateway, alice, id in
            let answer = try await gateway.ask("GET", rest("stream", "f=json&id=\(id)&replayGain=loud", alice))
            let code = try answer.value("subsonic-response.error.code")
            #expect(code == "10")
        }
    }
}
