import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct RestoredContentTests {
    /// As a power cut leaves a file that was not synced: its size and time, and other bytes.
    @Test func `a file of the right size and time and wrong bytes is found by a restore that verifies`() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 21)
            _ = try Sync(connection: try test.connect(), directory: source, options: test.syncOptions()).run()
            let target = test.directory + "/target"
            func restore(_ change: (inout RestoreOptions) -> Void) throws -> RestoreReport {
                var options = RestoreOptions()
                change(&options)
                return try Restorer(connection: try test.connect(), directory: target, options: options).run()
            }
            try #expect(restore { _ in }.restored == 9)
            let song = target + "/a/b/song.mp3"
            var status = stat()
            #expect(stat(song, &status) == 0)
            let file = try Descriptor.open(song, O_WRONLY)
            try [UInt8](repeating: 0, count: 4096).withUnsafeBytes { try file.writeFully($0, at: 300_000) }
            #expect(futimens(file.number, [status.st_mtim, status.st_mtim]) == 0)

            try #expect(restore { _ in }.unchanged == 9)
            let found = try restore { $0.verify = true }
            #expect(found.unchanged == 8 && found.skipped.map(\.path) == [Array("a/b/song.mp3".utf8)])
            let mended = try restore { options in
                options.verify = true
                options.overwrite = .always
            }
            #expect(mended.restored == 1 && mended.unchanged == 8 && mended.skipped.isEmpty)
            #expect(Tree.differences(source, target) == "")
            try #expect(restore { $0.verify = true }.unchanged == 9)
        }
    }

    /// The kernel makes the content of these files when they are read, and says that they have none.
    @Test(
        .enabled(if: access("/proc/sys/kernel/random/boot_id", R_OK) == 0, "no /proc"),
        arguments: SyncOptions.Transfer.allCases)
    func `a file that says it is empty is read to its end`(transfer: SyncOptions.Transfer) throws {
        try TestDaemon.with { test in
            var options = test.syncOptions()
            options.transfer = transfer
            let report = try Sync(
                connection: try test.connect(), directory: "/proc/sys/kernel/random", options: options
            ).run()
            #expect(report.uploaded > 0)
            let target = test.directory + "/target"
            _ = try Restorer(connection: try test.connect(), directory: target).run()
            let expected = try Descriptor.open("/proc/sys/kernel/random/boot_id", O_RDONLY)
            var bytes = [UInt8](repeating: 0, count: 100)
            let count = try bytes.withUnsafeMutableBytes { try expected.readFully(into: $0, at: 0) }
            #expect(count > 30)
            try #expect(contents(of: target + "/boot_id") == Array(bytes.prefix(count)))
        }
    }

    @Test func `the folder of the state is no part of a tree that it lies in`() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 22)
            #expect(mkdir(source + "/state", 0o700) == 0 && mkdir(source + "/state/locker", 0o700) == 0)
            var options = test.syncOptions()
            options.stateFolder = source + "/state/locker"
            func sync() throws -> SyncReport {
                try Sync(connection: try test.connect(), directory: source, options: options).run()
            }
            try #expect(sync().files == 9)
            for _ in 0..<3 { try #expect(sync().revision == 1) }
        }
    }

    @Test func `a time that cannot be kept is told`() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            #expect(mkdir(source, 0o755) == 0)
            try makeFile(source + "/song", [1])
            let late = timespec(tv_sec: 10_000_000_000, tv_nsec: 0)
            #expect(utimensat(AT_FDCWD, source + "/song", [late, late], 0) == 0)
            var status = stat()
            #expect(stat(source + "/song", &status) == 0)
            // Some file systems have a last year of their own.
            guard status.st_mtim.tv_sec == 10_000_000_000 else { return }
            let report = try Sync(connection: try test.connect(), directory: source, options: test.syncOptions()).run()
            #expect(report.uploaded == 1 && report.warnings.count == 1)
            #expect(report.warnings.first?.contains("song") == true)
        }
    }

    @Test func `what a stamp says by itself can be left out of account`() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 23)
            var options = test.syncOptions()
            func sync() throws -> SyncReport {
                try Sync(connection: try test.connect(), directory: source, options: options).run()
            }
            try #expect(sync().uploaded == 9)
            // The change time moves, and nothing else.
            #expect(
                rename(source + "/a/one byte", source + "/a/x") == 0
                    && rename(source + "/a/x", source + "/a/one byte") == 0)
            options.ignoring = .changed
            try #expect(sync().uploaded == 0)
        }
    }
}
