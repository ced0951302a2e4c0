import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct EmptyFolderTests {
    /// Syncs an otherwise empty folder, `prepare`d, with `delete`. Returns the paths that are to be removed.
    private func removals(
        dryRun: Bool = false, library: [String] = ["a", "b"], prepare: (String) throws -> Void = { _ in }
    ) throws -> [String] {
        let removals = Monitor<[String]>([])
        var daemon = FakeDaemon()
        daemon.onSync(library)
        daemon.on(LockerMethods.stage) { _, request in
            removals.withLock { $0 += request.removals.map { String(decoding: $0, as: UTF8.self) } }
            return .init()
        }
        try daemon.serve { socket, folder in
            try prepare(folder)
            var options = SyncOptions()
            options.stateFolder = nil
            options.delete = true
            options.dryRun = dryRun
            _ = try Sync(connection: LockerConnection(socket: socket), directory: folder, options: options).run()
        }
        return removals.withLock { $0 }
    }

    @Test(arguments: [false, true])
    func `an empty folder does not empty the library`(dryRun: Bool) throws {
        let error = #expect(throws: LockerError.self) { try removals(dryRun: dryRun) }
        #expect(error?.code == .failedPrecondition)
        #expect(error?.message.contains("/tree") == true && error?.message.contains("locker rm --recursive") == true)
    }

    @Test func `a folder with something in it removes what is gone`() throws {
        let removals = try removals { folder in #expect(mkfifo(folder + "/b", 0o600) == 0) }
        #expect(removals == ["a"])
    }

    @Test func `an empty folder and an empty library agree`() throws {
        #expect(try removals(library: []).isEmpty)
    }
}
