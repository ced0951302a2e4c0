import Foundation
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// What a client does with daemons that are older than itself, and with libraries that came from elsewhere.
@Suite struct OriginTests {
    private static let elsewhere = Locker_V1_Source.with {
        $0.device = Data(repeating: 7, count: 16)
        $0.deviceName = "lap\u{202E}top"
        $0.folder = Data("/music".utf8)
    }

    /// A daemon whose library holds `a` and came from elsewhere, as far as it tells.
    private func daemon(_ features: [String]?, _ asked: Monitor<Int>) -> FakeDaemon {
        var daemon = FakeDaemon()
        daemon.onSync(["a"])
        daemon.on(LockerMethods.openSession) { _, _ in
            .with {
                $0.revision = 1
                if features != nil { $0.source = OriginTests.elsewhere }
            }
        }
        daemon.on(LockerMethods.usage) { _, _ in
            .with {
                $0.libraries = [
                    .with {
                        $0.name = "main"
                        if features != nil { $0.source = OriginTests.elsewhere }
                    }
                ]
            }
        }
        if let features {
            daemon.on(LockerMethods.capabilities) { _, _ in
                asked.withLock { $0 += 1 }
                return .with { $0.features = features }
            }
        }
        return daemon
    }

    @Test func `a daemon is asked once what it can do, and an older one can do nothing new`() throws {
        let asked = Monitor(0)
        try daemon(["libraries", "a word of later"], asked).serve { socket, _ in
            let connection = try LockerConnection(socket: socket)
            #expect(try connection.has(.libraries))
            #expect(try !connection.has(.accounts))
            try connection.require(.libraries, to: "rename libraries")
            #expect(asked.withLock { $0 } == 1)
        }
        try daemon(nil, asked).serve { socket, _ in
            let connection = try LockerConnection(socket: socket)
            #expect(try !connection.has(.libraries))
            let error = #expect(throws: LockerError.self) {
                try connection.require(.libraries, to: "rename libraries")
            }
            #expect(error?.code == .unimplemented && error?.message.contains("rename libraries") == true)
        }
    }

    private func sync(
        _ socket: String, _ folder: String, _ change: (inout SyncOptions) -> Void
    ) throws -> SyncReport {
        #expect(symlink("x", folder + "/link") == 0 || errno == EEXIST)
        var options = SyncOptions()
        options.stateFolder = folder + "-state"
        options.delete = true
        change(&options)
        return try Sync(connection: LockerConnection(socket: socket), directory: folder, options: options).run()
    }

    @Test func `what came from elsewhere is removed only when that is said`() throws {
        try daemon(["sources"], Monitor(0)).serve { socket, folder in
            let error = #expect(throws: LockerError.self) { try sync(socket, folder) { _ in } }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.message.contains("--from-here") == true && error?.message.contains(":/music") == true)
            #expect(error?.message.hasHiddenCharacters == false)
            let told = try sync(socket, folder) { $0.dryRun = true }
            #expect(told.removed == 1 && told.cameFrom?.hasSuffix(":/music") == true)
            #expect(told.changes?.map(\.kind) == [.removed, .added])
            #expect(told.changes?.map(\.reason) == ["not in the folder any more", "new"])
            #expect(try sync(socket, folder) { $0.fromHere = true }.removed == 1)
            #expect(try sync(socket, folder) { $0.mayRemove = { $0.contains("/music") } }.removed == 1)
        }
    }

    @Test func `an older daemon does not tell, and that is said`() throws {
        try daemon(nil, Monitor(0)).serve { socket, folder in
            let report = try sync(socket, folder) { _ in }
            #expect(report.removed == 1 && report.isOriginUntold && report.cameFrom == nil)
        }
    }
}
