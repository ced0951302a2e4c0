import Foundation
import GatewayTestSupport
import LockerAPI
import LockerBase
import LockerClient
import LockerGateway
import LockerTestSupport
import MediaTestSupport
import Testing

/// Why songs were not sent, and the catalog's recordings in the place of one's own.
@Suite(.timeLimit(.minutes(5))) struct SongTests {
    @Test func `each song tells how it came`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            let song = Songs.mp3(ID3v2Fixture().text("TIT2", "Quietus").text("TPE1", "Vander"))
            try gateway.daemon.put(["a.mp3": song, "notes.txt": [1]], for: "alice")
            try gateway.daemon.put(["b.mp3": song], for: "alice")
            try await gateway.awaitSongs(2, as: alice)
            let answer = try await gateway.ask("GET", "/api/v1/libraries/main/songs", as: alice.token)
            #expect(answer.status == 200)
            let page = try Page(answer)
            #expect(page.songs.map(\.path) == ["a.mp3", "b.mp3"])
            #expect(page.songs.map(\.reason) == ["uploaded", "held"])
            #expect(page.songs.allSatisfy { $0.title == "Quietus" && $0.artist == "Vander" && !$0.taken })
            #expect(page.songs.allSatisfy { $0.suggestion == nil })
            #expect(page.songs[0].id == page.songs[1].id && page.next == nil)
            let old = try Page(
                try await gateway.ask("GET", "/api/v1/libraries/main/songs?revision=1", as: alice.token))
            #expect(old.songs.map(\.path) == ["a.mp3"])
            let first = try Page(
                try await gateway.ask("GET", "/api/v1/libraries/main/songs?limit=1", as: alice.token))
            let next = try #require(first.next)
            let second = try Page(
                try await gateway.ask("GET", "/api/v1/libraries/main/songs?after=\(next)", as: alice.token))
            #expect(first.songs.map(\.path) == ["a.mp3"] && second.songs.map(\.path) == ["b.mp3"])
            let none = try await gateway.ask("GET", "/api/v1/libraries/none/songs", as: alice.token)
            #expect(none.status == 404)
        }
    }

    @Test func `the catalog's recording is suggested, taken and given back`() async throws {
        let melody = Melodies.wav(seed: 1)
        let (mp3, flac) = (try Encoder.mp3(melody), try Encoder.flac(melody))
        let change: (inout GatewayOptions, String) -> Void = { options, _ in
            options.listeningPause = .milliseconds(50)
        }
        try await RunningGateway.with(change) { gateway in
            let (alice, bob) = (try await gateway.add("alice"), try await gateway.add("bob"))
            try addToCatalog(flac, sounding: try Encoder.fingerprint(of: flac), gateway.daemon)
            try gateway.daemon.put(["a.mp3": mp3], for: "alice")
            try await gateway.awaitSongs(1, as: alice)
            try await until("it is suggested") { try await songs(of: alice, gateway).first?.suggestion != nil }
            let song = try #require(try await songs(of: alice, gateway).first)
            #expect(song.suggestion?.format == "flac" && (song.suggestion?.similarity ?? 0) >= 0.9)
            let place = "/api/v1/libraries/main/suggestions/\(song.id)"
            // Who does not have the song learns nothing.
            #expect(try await gateway.ask("PUT", place, as: bob.token).status == 404)
            #expect(try await gateway.ask("PUT", place, as: alice.token).status == 200)
            #expect(try await songs(of: alice, gateway).first?.taken == true)
            try await expect(song, alice, gateway, plays: flac, own: mp3)
            let taken = try gateway.daemon.entries(for: "alice", library: "From the catalog")
            #expect(taken.map(\.size) == [UInt64(flac.count)])
            #expect(try await gateway.ask("PUT", place, as: alice.token).status == 200)
            #expect(try await gateway.ask("DELETE", place, as: alice.token).status == 204)
            try await expect(song, alice, gateway, plays: mp3, own: mp3)
            try #expect(gateway.daemon.entries(for: "alice", library: "From the catalog").isEmpty)
            #expect(try await gateway.ask("DELETE", place, as: alice.token).status == 204)
            #expect(try await songs(of: alice, gateway).first?.taken == false)
        }
    }

    @Test func `what was taken and removed is one's own again`() async throws {
        let melody = Melodies.wav(seed: 2)
        let (mp3, flac) = (try Encoder.mp3(melody), try Encoder.flac(melody))
        let change: (inout GatewayOptions, String) -> Void = { options, _ in
            options.listeningPause = .milliseconds(50)
        }
        try await RunningGateway.with(change) { gateway in
            let alice = try await gateway.add("alice")
            try addToCatalog(flac, sounding: try Encoder.fingerprint(of: flac), gateway.daemon)
            try gateway.daemon.put(["a.mp3": mp3], for: "alice")
            try await gateway.awaitSongs(1, as: alice)
            try await until("it is suggested") { try await songs(of: alice, gateway).first?.suggestion != nil }
            let song = try #require(try await songs(of: alice, gateway).first)
            let place = "/api/v1/libraries/main/suggestions/\(song.id)"
            #expect(try await gateway.ask("PUT", place, as: alice.token).status == 200)
            let connection = try gateway.daemon.connect("alice")
            defer { connection.close() }
            _ = try connection.call(LockerMethods.deleteLibrary, .with { $0.library = "From the catalog" })
            try await expect(song, alice, gateway, plays: mp3, own: mp3)
            #expect(try await gateway.ask("DELETE", place, as: alice.token).status == 204)
        }
    }

    /// What players are sent, and what one has.
    private func expect(
        _ song: Page.Song, _ member: Member, _ gateway: RunningGateway, plays bytes: [UInt8], own: [UInt8]
    ) async throws {
        let query = "v=1.16.1&c=test&apiKey=\(member.token)&id=\(song.id)"
        #expect(try await gateway.ask("GET", "/rest/stream?\(query)").body == bytes)
        #expect(try await gateway.ask("GET", "/rest/download?\(query)").body == own)
        let file = try await gateway.ask("GET", "/api/v1/libraries/main/files/a.mp3", as: member.token)
        #expect(file.body == own)
    }

    private func songs(of member: Member, _ gateway: RunningGateway) async throws -> [Page.Song] {
        try Page(try await gateway.ask("GET", "/api/v1/libraries/main/songs", as: member.token)).songs
    }

    private func addToCatalog(_ bytes: [UInt8], sounding fingerprint: [UInt8], _ daemon: RunningDaemon) throws {
        let connection = try daemon.connect()
        defer { connection.close() }
        let session = try connection.call(LockerMethods.openSession, .with { $0.catalog = true }).session
        let file = try makeFile("\(daemon.directory)/catalog-\(UInt64.random(in: 0 ... .max))", bytes)
        let ingest = Locker_V1_IngestRequest.with {
            $0.session = session
            $0.path = Data("Lee/Song.flac".utf8)
        }
        _ = try connection.call(LockerMethods.ingest, ingest, descriptor: file)
        let request = Locker_V1_AddTracksRequest.with { request in
            request.session = session
            request.tracks = [
                .with {
                    $0.path = Data("Lee/Song.flac".utf8)
                    ($0.title, $0.artist, $0.durationMs) = ("Song", "Lee", 20_000)
                    $0.fingerprint = Data(fingerprint)
                }
            ]
        }
        _ = try connection.call(AdminMethods.addTracks, request)
    }

    private struct Page: Decodable {
        struct Song: Decodable {
            let id: String
            let path: String
            let title: String?
            let artist: String?
            let reason: String?
            let taken: Bool
            let suggestion: Suggestion?
        }

        struct Suggestion: Decodable {
            let format: String
            let similarity: Double
        }

        let songs: [Song]
        let next: String?

        init(_ answer: Answer) throws {
            self = try JSONDecoder().decode(Page.self, from: Data(answer.body))
        }
    }
}
