import FoundationEssentials
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import MediaTestSupport
import POSIXSupport
import Testing

/// What songs sound like goes into the catalog with them.
@Suite struct ListeningTests {
    private static let hasFFmpeg = access("/usr/bin/ffmpeg", X_OK) == 0

    private func catalog(_ features: [String]) -> (daemon: FakeDaemon, seen: Monitor<[Locker_V1_TrackDescription]>) {
        let seen = Monitor<[Locker_V1_TrackDescription]>([])
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = features } }
        daemon.on(LockerMethods.openSession) { _, _ in .with { $0.session = 5 } }
        daemon.on(LockerMethods.ingest) { _, _ in .with { $0.blob = Data(repeating: 7, count: 32) } }
        daemon.on(AdminMethods.addTracks) { _, request in
            seen.withLock { $0 += request.tracks }
            return .with { $0.tracks = request.tracks.map { _ in .with { $0.result = .added } } }
        }
        daemon.on(LockerMethods.closeSession) { _, _ in .init() }
        return (daemon, seen)
    }

    @discardableResult
    private func add(_ daemon: FakeDaemon, _ fill: (String) throws -> Void) throws -> CatalogReport {
        try daemon.serve { socket, folder in
            try fill(folder)
            let add = CatalogImport(
                connection: try LockerConnection(socket: socket), directory: Array(folder.utf8),
                listener: try SongListener(threads: 2, within: builtProgram("locker")))
            return try add.run()
        }
    }

    @Test(.enabled(if: ListeningTests.hasFFmpeg)) func `songs are listened to, and what is none is not`() throws {
        let (daemon, seen) = catalog(["fingerprints"])
        let song = Melodies.wav(seed: 1)
        let report = try add(daemon) { folder in
            try makeFile(folder + "/a.wav", song)
            try makeFile(folder + "/b.txt", [1, 2, 3])
            try makeFile(folder + "/c.wav", Melodies.wav(seed: 2))
        }
        // The daemon of this test takes each for a song.
        #expect(report.listening == CatalogReport.Listening(heard: 2, unheard: 1))
        let told = seen.withLock { $0 }
        #expect(told.map { String(decoding: $0.path, as: UTF8.self) } == ["a.wav", "b.txt", "c.wav"])
        #expect(told[1].fingerprint.isEmpty)
        let expected = try Encoder.fingerprint(of: song)
        #expect(expected.count > 400 && Array(told[0].fingerprint) == expected)
        #expect(told[2].fingerprint.count == expected.count && told[2].fingerprint != told[0].fingerprint)
    }

    @Test(.enabled(if: ListeningTests.hasFFmpeg)) func `ffmpeg can reach nothing but the song`() throws {
        try #expect(SongListener(threads: 1, within: builtProgram("locker")).whyOpen == nil)
        let (daemon, seen) = catalog(["fingerprints"])
        let other = try Encoder.mp3(Melodies.wav(seed: 1))
        try add(daemon) { folder in
            try makeFile(folder + "/other.mp3", other)
            // A playlist, of which ffmpeg would read what it names.
            let list = "#EXTM3U\n#EXT-X-TARGETDURATION:20\n#EXTINF:20,\nfile://\(folder)/other.mp3\n#EXT-X-ENDLIST\n"
            try makeFile(folder + "/list.mp3", Array(list.utf8))
        }
        let told = seen.withLock { $0 }
        #expect(told.map { String(decoding: $0.path, as: UTF8.self) } == ["list.mp3", "other.mp3"])
        #expect(told[0].fingerprint.isEmpty && !told[1].fingerprint.isEmpty)
    }

    @Test(.enabled(if: ListeningTests.hasFFmpeg)) func `where ffmpeg cannot be shut away it is run and that is told`()
        throws
    {
        // It ends with 125, as what cannot shut ffmpeg away does, and this one with 1.
        try #expect(SongListener(threads: 1, within: "/usr/bin/timeout").whyOpen != nil)
        let error = #expect(throws: LockerError.self) { try SongListener(threads: 1, within: "/usr/bin/false") }
        #expect(error?.code == .failedPrecondition)
    }

    @Test(.enabled(if: ListeningTests.hasFFmpeg)) func `a daemon that is older is not sent what it does not know`()
        throws
    {
        let (daemon, seen) = catalog([])
        #expect {
            try add(daemon) { try makeFile($0 + "/a", [1]) }
        } throws: {
            ($0 as? LockerError)?.code == .unimplemented
        }
        #expect(seen.withLock { $0.isEmpty })
    }
}
