import FoundationEssentials
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerCommands
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct CatalogTests {
    private struct Seen {
        var ingested: Set<String> = []
        var added: [[Locker_V1_TrackDescription]] = []
    }

    /// A daemon with a catalog that has the track of every file called `known`; a picture has none.
    private func catalog(
        onIngest: @escaping @Sendable (String) throws(LockerError) -> Void = { _ in }
    ) -> (daemon: FakeDaemon, seen: Monitor<Seen>) {
        let seen = Monitor(Seen())
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.openSession) { _, request in
            #expect(request.catalog && request.library.isEmpty)
            return .with { $0.session = 5 }
        }
        daemon.on(LockerMethods.ingest) { (context, request) throws(LockerError) in
            #expect(request.session == 5 && context.descriptors.count == 1)
            let path = String(decoding: request.path, as: UTF8.self)
            try onIngest(path)
            seen.withLock { _ = $0.ingested.insert(path) }
            return .with { $0.blob = Data(repeating: 7, count: 32) }
        }
        daemon.on(AdminMethods.addTracks) { _, request in
            #expect(request.session == 5)
            let paths = request.tracks.map { String(decoding: $0.path, as: UTF8.self) }
            // What a call names was staged before it, and what it does not name is forgotten.
            seen.withLock { seen in
                #expect(Set(paths) == seen.ingested)
                seen.ingested = []
                seen.added.append(request.tracks)
            }
            return .with {
                $0.tracks = paths.map { path in
                    .with { $0.result = path.hasSuffix(".jpg") ? .noAudio : path.hasSuffix("known") ? .known : .added }
                }
            }
        }
        daemon.on(LockerMethods.closeSession) { _, _ in .init() }
        return (daemon, seen)
    }

    /// A song of one second and one title, in WAV.
    private func song(_ title: String) -> [UInt8] {
        func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
            Array(name.utf8) + withUnsafeBytes(of: UInt32(body.count).littleEndian) { Array($0) } + body
                + [UInt8](repeating: 0, count: body.count & 1)
        }
        let format: [UInt8] = [1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0]
        let list = chunk("LIST", Array("INFO".utf8) + chunk("INAM", Array(title.utf8)))
        let data = chunk("data", [UInt8](repeating: 0x80, count: 8000))
        return chunk("RIFF", Array("WAVE".utf8) + chunk("fmt ", format) + list + data)
    }

    private func run(_ daemon: FakeDaemon, _ fill: (String) throws -> Void) throws -> CatalogReport {
        try daemon.serve { socket, folder in
            try fill(folder)
            let connection = try LockerConnection(socket: socket)
            return try CatalogImport(connection: connection, directory: Array(folder.utf8)).run()
        }
    }

    @Test func `songs are added with what their tags say`() throws {
        let (daemon, seen) = catalog()
        let report = try run(daemon) { folder in
            #expect(mkdir(folder + "/Lee", 0o755) == 0 && mkdir(folder + "/empty", 0o755) == 0)
            try makeFile(folder + "/Lee/rain", song("Rain"))
            try makeFile(folder + "/Lee/known", [1, 2, 3])
            try makeFile(folder + "/Lee/cover.jpg", [1, 2])
            #expect(symlink("Lee/rain", folder + "/link") == 0)
            #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        }
        #expect(report.added == 1 && report.known == 1 && report.files == 2)
        #expect(report.logicalBytes == song("Rain").count + 3)
        #expect(report.skipped.map { String(decoding: $0.path, as: UTF8.self) } == ["Lee/cover.jpg", "pipe"])
        #expect(report.skipped.first?.reason == "no audio was found in it")

        let added = seen.withLock { $0.added }
        let bare = ["Lee/cover.jpg", "Lee/known"].map { path in
            Locker_V1_TrackDescription.with { $0.path = Data(path.utf8) }
        }
        let rain = Locker_V1_TrackDescription.with {
            $0.path = Data("Lee/rain".utf8)
            $0.title = "Rain"
            $0.durationMs = 1000
            $0.bitrate = 64_000
        }
        #expect(added == [bare + [rain]])
    }

    @Test func `songs are added a few hundred at a time`() throws {
        let (daemon, seen) = catalog()
        let report = try run(daemon) { folder in
            for number in 0..<251 { try makeFile(folder + "/\(number)", [1]) }
        }
        #expect(report.added == 251 && report.skipped.isEmpty)
        #expect(seen.withLock { $0.added.map(\.count) } == [250, 1])
    }

    @Test func `a file that the daemon refuses is skipped, and the others are added`() throws {
        let (daemon, seen) = catalog { (path) throws(LockerError) in
            if path == "b" { throw LockerError(.invalidArgument, "refused") }
        }
        let report = try run(daemon) { folder in
            for name in ["a", "b", "c"] { try makeFile("\(folder)/\(name)", [1]) }
        }
        #expect(report.added == 2 && report.skipped == [Skipped(path: Array("b".utf8), reason: "refused")])
        #expect(seen.withLock { $0.added.map(\.count) } == [2])
    }

    @Test func `nothing is added of a folder without songs`() throws {
        let (daemon, seen) = catalog { (_) throws(LockerError) in throw LockerError(.invalidArgument, "refused") }
        let report = try run(daemon) { _ in }
        #expect(report.files == 0 && report.skipped.isEmpty)
        #expect(try run(daemon) { try makeFile($0 + "/a", [1]) }.skipped.count == 1)
        #expect(seen.withLock { $0.added.isEmpty })
    }

    @Test func `a file that took a song's place does not describe it`() throws {
        let folders = Monitor<String?>(nil)
        let (daemon, seen) = catalog { _ in
            let folder = folders.withLock { $0 } ?? ""
            #expect(rename(folder + "/../other", folder + "/song") == 0)
        }
        let report = try run(daemon) { folder in
            try makeFile(folder + "/song", song("One"))
            try makeFile(folder + "/../other", song("Other"))
            folders.withLock { $0 = folder }
        }
        #expect(report.added == 1)
        #expect(seen.withLock { $0.added } == [[.with { $0.path = Data("song".utf8) }]])
    }

    @Test func `the exit status tells of skipped files and of missing rights`() throws {
        func status(_ daemon: FakeDaemon) throws -> Int32 {
            try daemon.serve { socket, folder in
                try makeFile(folder + "/cover.jpg", [1])
                let arguments = ["--progress", "none", "--socket", socket, "admin", "catalog", "add", folder]
                return LockerProgram.run(arguments.map { Array($0.utf8) })
            }
        }
        var daemon = catalog().daemon
        #expect(try status(daemon) == 3)
        daemon = FakeDaemon()
        daemon.on(LockerMethods.openSession) { (_, _) throws(LockerError) in
            throw LockerError(.permissionDenied, "for operators")
        }
        #expect(try status(daemon) == 4)
    }

    @Test func `the list has every page of the catalog`() throws {
        var daemon = FakeDaemon()
        daemon.on(AdminMethods.listTracks) { _, request in
            let next = (request.after.first ?? 0) + 1
            return .with {
                $0.tracks = [.with { $0.track = Data(repeating: next, count: 32) }]
                $0.more = next < 3
            }
        }
        let tracks = try daemon.serve { socket, _ in
            try CatalogReader(connection: LockerConnection(socket: socket)).tracks()
        }
        #expect(tracks.map(\.track) == [1, 2, 3].map { Data(repeating: $0, count: 32) })
    }
}
