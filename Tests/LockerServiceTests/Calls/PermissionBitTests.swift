import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import Testing

@Suite struct PermissionBitTests {
    private func mode(_ path: String) -> UInt32? {
        var status = stat()
        return lstat(path, &status) == 0 ? UInt32(status.st_mode & 0o7777) : nil
    }

    @Test(arguments: SyncOptions.Transfer.allCases)
    func `permission bits come back, and no others`(transfer: SyncOptions.Transfer) throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            #expect(mkdir(source, 0o755) == 0 && mkdir(source + "/private", 0o755) == 0)
            let modes: [(String, mode_t)] = [
                ("a", 0o600), ("b", 0o755), ("c", 0o444), ("d", 0o4755), ("private", 0o700),
            ]
            for (name, mode) in modes {
                if name != "private" { try makeFile("\(source)/\(name)", Array("song \(name)".utf8)) }
                #expect(chmod("\(source)/\(name)", mode) == 0)
            }
            usleep(50_000)
            var options = test.syncOptions()
            options.transfer = transfer
            func sync() throws -> SyncReport {
                try Sync(connection: try test.connect(), directory: source, options: options).run()
            }
            #expect(try sync().revision == 1)
            let target = test.directory + "/target"
            _ = try Restorer(connection: try test.connect(), directory: target).run()
            for (name, mode) in modes { #expect(self.mode("\(target)/\(name)") == UInt32(mode & 0o777), "\(name)") }

            #expect(chmod(source + "/a", 0o640) == 0)
            usleep(50_000)
            let changed = try sync()
            #expect(changed.revision == 2 && changed.uploaded == 1, "a change of the bits alone is a revision")
            #expect(changed.sentBytes == 0, "and no content goes anywhere")
            let again = try sync()
            #expect(again.revision == 2 && again.uploaded == 0)
            let reader = LibraryReader(connection: try test.connect(), library: "main")
            var found: [UInt32?] = []
            _ = try reader.forEachPage(under: EntryPath("a")) { found += $0.map { $0.hasMode ? $0.mode : nil } }
            _ = try reader.forEachChangePage(since: 1) { found += $0.map { $0.entry.hasMode ? $0.entry.mode : nil } }
            #expect(found == [0o640, 0o640])
            var moved = Locker_V1_MoveRequest()
            moved.library = "main"
            (moved.from, moved.to) = (.init("a".utf8), .init("e".utf8))
            _ = try test.connect().call(LockerMethods.move, moved)
            let after = test.directory + "/after"
            _ = try Restorer(connection: try test.connect(), directory: after).run()
            #expect(mode(after + "/e") == 0o640)
        }
    }

    @Test func `bits that no entry has are refused`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let session = try connection.call(LockerMethods.openSession, .with { $0.library = "main" }).session
            let error = #expect(throws: LockerError.self) {
                try connection.call(
                    LockerMethods.stage,
                    .with {
                        $0.session = session
                        $0.entries = [
                            .with {
                                $0.path = .init("d".utf8)
                                $0.kind = .folder
                                $0.mode = 0o4755
                            }
                        ]
                    })
            }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test func `what has none comes back as today`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let session = try connection.call(LockerMethods.openSession, .with { $0.library = "main" }).session
            let file = try makeFile(test.directory + "/song", [1, 2, 3])
            _ = try connection.call(
                LockerMethods.ingest,
                .with {
                    $0.session = session
                    $0.path = .init("song".utf8)
                    $0.modified = 5
                }, descriptor: file)
            _ = try connection.call(LockerMethods.commit, .with { $0.session = session })
            let target = test.directory + "/target"
            _ = try Restorer(connection: connection, directory: target).run()
            let mask = umask(0)
            umask(mask)
            #expect(mode(target + "/song") == UInt32(0o666 & ~mask))
        }
    }
}
