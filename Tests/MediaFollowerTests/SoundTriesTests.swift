import LockerBase
import MediaConversion
import MediaFollower
import MediaIndex
import MediaTestSupport
import Testing

/// Songs that could not be listened to, and when that is tried again.
@Suite(.timeLimit(.minutes(5))) struct SoundTriesTests {
    /// What comes of a song instead of what ffmpeg says.
    private func program(_ script: String) -> ConverterCommand {
        ConverterCommand(path: "/bin/sh", arguments: ["-c", script, "sh"])
    }

    /// Calls `body` with a song of alice's that the catalog has in another encoding.
    private func withSong(_ body: (Followed, ShelfCatalog, Digest) async throws -> Void) async throws {
        let sound = Melodies.wav(seed: 1)
        let mp3 = try Encoder.mp3(sound)
        try await Followed.run { followed in
            followed.source.commit(["a.mp3": mp3])
            try await followed.settle(1)
            let catalog = ShelfCatalog()
            try catalog.add("one", sound)
            try await body(followed, catalog, ShelfSource.blob(mp3))
        }
    }

    /// Looks once, and tells whether the song was got for that, and what listening has come to.
    private func look(
        _ followed: Followed, _ catalog: ShelfCatalog, by command: ConverterCommand? = nil, at time: Int64
    ) async throws -> (isTried: Bool, counts: SoundCounts.Values) {
        followed.source.forgetAsked()
        var counts: SoundCounts.Values?
        try await followed.listen(to: catalog, by: command, at: time) { sounds in
            try await sounds.lookOnce()
            counts = sounds.counts
        }
        return (followed.source.given > 0, try #require(counts))
    }

    @Test func aSongWhoseProgramIsKilledIsListenedToLater() async throws {
        try await withSong { followed, catalog, song in
            let killed = program("kill -KILL $$")
            // More often than what a song does itself is put up with.
            for day in Int64(1)...5 {
                let (isTried, counts) = try await look(followed, catalog, by: killed, at: day * 86_400)
                #expect(isTried && counts.failed == 1 && counts.givenUp == 0 && counts.waiting == 1)
                let (isTriedAtOnce, _) = try await look(followed, catalog, by: killed, at: day * 86_400 + 60)
                #expect(!isTriedAtOnce)
            }
            let (_, counts) = try await look(followed, catalog, at: 30 * 86_400)
            #expect(counts.heard == 1 && counts.waiting == 0)
            try #expect(followed.index.sounds.suggestions(for: [song]).count == 1)
        }
    }

    @Test(arguments: ["exit 1", "kill -SEGV $$", "exit 0"])
    func whatASongDoesItselfIsPutUpWithThreeTimes(script: String) async throws {
        try await withSong { followed, catalog, _ in
            let broken = program(script)
            for day in Int64(1)...3 {
                let (isTried, counts) = try await look(followed, catalog, by: broken, at: day * 86_400)
                #expect(isTried && counts.givenUp == (day == 3 ? 1 : 0), "\(script) \(day)")
            }
            let (isTried, counts) = try await look(followed, catalog, at: 100 * 86_400)
            #expect(!isTried && counts.waiting == 0)
        }
    }

    @Test func aProgramThatCannotBeConfinedIsNoFaultOfSongs() async throws {
        try await withSong { followed, catalog, song in
            for _ in 0..<4 {
                try await followed.listen(to: catalog, by: program("exit 125")) { sounds in
                    let error = await #expect(throws: LockerError.self) { try await sounds.lookOnce() }
                    #expect(error?.code == .unavailable)
                }
            }
            let (isTried, counts) = try await look(followed, catalog, at: 1_000_000)
            #expect(isTried && counts.heard == 1)
            try #expect(followed.index.sounds.suggestions(for: [song]).count == 1)
        }
    }
}
