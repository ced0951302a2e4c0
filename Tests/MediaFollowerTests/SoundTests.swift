import Glibc
import LockerBase
import LockerTestSupport
import Logging
import MediaConversion
import MediaFollower
import MediaIndex
import MediaTestSupport
import NIOPosix
import Testing

/// Songs are listened to and held against the catalog, with real sound and the real ffmpeg.
@Suite(.timeLimit(.minutes(5))) struct SoundTests {
    @Test func theCatalogsRecordingIsFoundInAnotherEncoding() async throws {
        let (one, other) = (Melodies.wav(seed: 1), Melodies.wav(seed: 2))
        let (mp3, strange) = (try Encoder.mp3(one), try Encoder.mp3(other))
        try await Followed.run(["alice", "bob"]) { followed in
            followed.source.commit(["a.mp3": mp3, "b.mp3": strange])
            followed.source.commit(["same.mp3": mp3], of: "bob")
            try await followed.settle(1)
            try await followed.settle(1, of: "bob")
            let catalog = ShelfCatalog()
            for seed in UInt64(3)...6 { try catalog.add("else \(seed)", Melodies.wav(seed: seed)) }
            let track = try catalog.add("one", one)
            try await followed.listen(to: catalog) { sounds in
                try await sounds.lookOnce()
                let found = try followed.index.sounds.suggestions(
                    for: [ShelfSource.blob(mp3), ShelfSource.blob(strange)])
                #expect(found.count == 1)
                #expect(found[ShelfSource.blob(mp3)]?.song.track == track)
                #expect((found[ShelfSource.blob(mp3)]?.similarity ?? 0) >= 0.95)
                #expect(catalog.readCount == 5)
                // Nothing is new: nothing is asked for, and nobody listens.
                followed.source.forgetAsked()
                try await sounds.lookOnce()
                #expect(catalog.readCount == 5 && followed.source.given == 0)
                // It goes with the catalog's song.
                catalog.remove(track)
                try await sounds.lookOnce()
                try #expect(followed.index.sounds.suggestions(for: [ShelfSource.blob(mp3)]).isEmpty)
            }
        }
    }

    @Test func withoutACatalogNobodyListens() async throws {
        let mp3 = try Encoder.mp3(Melodies.wav(seed: 1))
        try await Followed.run { followed in
            followed.source.commit(["a.mp3": mp3])
            try await followed.settle(1)
            followed.source.forgetAsked()
            try await followed.listen(to: ShelfCatalog()) { sounds in try await sounds.lookOnce() }
            #expect(followed.source.given == 0)
        }
    }

    /// It is none that has an empty catalog: what is known of that stays.
    @Test func anOlderDaemonIsToldOnceAndTakesNothingAway() async throws {
        try await Followed.run { followed in
            let (catalog, lines) = (ShelfCatalog(), LogLines())
            let track = try catalog.add("one", Melodies.wav(seed: 1))
            try await followed.listen(to: catalog, logger: lines.logger()) { sounds in
                try await sounds.lookOnce()
                catalog.isOld = true
                for _ in 0..<3 { try await sounds.lookOnce() }
                try #expect(followed.index.sounds.catalogTracks() == [track])
                let once = lines.count(of: "update lockerd")
                #expect(once == 1)
                // And again where another one took its place in the meantime.
                catalog.isOld = false
                catalog.remove(track)
                try await sounds.lookOnce()
                try #expect(followed.index.sounds.catalogTracks().isEmpty)
                catalog.isOld = true
                try await sounds.lookOnce()
                let twice = lines.count(of: "update lockerd")
                #expect(twice == 2)
            }
        }
    }

    @Test func whatCannotBeListenedToIsNotTriedAgainAtOnce() async throws {
        try await Followed.run { followed in
            // Tags and a frame that say that it lasts, and no audio that can be decoded.
            let broken = try Encoder.mp3(Melodies.wav(seed: 1)).prefix(100_000)
            var bytes = Array(broken)
            for place in 2000..<bytes.count { bytes[place] = 0 }
            followed.source.commit(["a.mp3": bytes, "b.mp3": try Encoder.mp3(Melodies.wav(seed: 2))])
            try await followed.settle(1)
            let catalog = ShelfCatalog()
            let duration = 20_000
            let track = try catalog.add("two", Melodies.wav(seed: 2), duration: duration)
            try await followed.listen(to: catalog) { sounds in
                try await sounds.lookOnce()
                let all = try followed.index.sounds.suggestions(for: [ShelfSource.blob(bytes)])
                #expect(all.isEmpty)
                followed.source.forgetAsked()
                try await sounds.lookOnce()
                #expect(followed.source.given == 0)
                #expect(track != .zero)
            }
        }
    }
}

extension Followed {
    /// Calls `body` with one that listens to the songs of the index.
    ///
    /// - Parameters:
    ///   - command: what becomes ffmpeg; nil: what does elsewhere.
    ///   - time: seconds since 1970 UTC.
    func listen(
        to catalog: ShelfCatalog, by command: ConverterCommand? = nil, at time: Int64 = 1_000_000,
        logger: Logger = Logger(label: "sound-follower"), _ body: (SoundFollower) async throws -> Void
    ) async throws {
        let usual = ConverterCommand(path: builtProgram("media-worker"))
        let ffmpeg = try FFmpeg(command ?? usual, processes: 1)
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        let folder = "/tmp/locker-listened-\(UInt64.random(in: 0 ... .max))"
        let files = try DerivedFiles(folder: folder, limit: 1 << 30)
        let sounds = SoundFollower(
            songs: source, catalog: catalog, index: index, ffmpeg: ffmpeg, files: files, threads: threads, leisure: 0,
            now: { time }, logger: logger)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(sounds))
        } catch {
            result = .failure(error)
        }
        ffmpeg.close()
        try await threads.shutdownGracefully()
        #expect(files.draftBytes == 0)
        // Nothing is left in it.
        let removal = rmdir(folder)
        #expect(removal == 0)
        try result.get()
    }
}
