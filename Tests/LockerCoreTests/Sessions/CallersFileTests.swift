import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import POSIXSupport
import Testing

/// Descriptors to which the daemon would add rights of its own.
@Suite struct CallersFileTests {
    private func isRefused(_ word: String, _ body: () throws -> Void) -> Bool {
        do {
            try body()
            return false
        } catch {
            guard let error = error as? LockerError else { return false }
            return error.code == .invalidArgument && error.message.contains(word)
                && error.details[.descriptor] == "refused"
        }
    }

    @Test func filesOfTheKernelAreNotTakenIn() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.locker.sessions.open(alice, library: "main", connection: 1).session
            for (path, system) in [
                ("/proc/version", "procfs"), ("/sys/kernel/mm/transparent_hugepage/enabled", "sysfs"),
            ]
            where access(path, R_OK) == 0 {
                let file = try Descriptor.open(path, O_RDONLY)
                #expect(
                    isRefused(system) {
                        _ = try test.locker.ingest.file(file, at: try EntryPath("x"), modified: 0, in: session)
                    }, "\(path)")
            }
            #expect(session.stagedCount == 0)
        }
    }

    @Test func nothingIsRestoredIntoAFileOfTheKernelOrOneWithSetIDBits() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let content: [UInt8] = [1, 2, 3]
            let source = test.directory + "/source"
            try makeFile(source, content)
            let session = try test.locker.sessions.open(alice, library: "main", connection: 1).session
            _ = try test.locker.ingest.file(
                try Descriptor.open(source, O_RDONLY), at: try EntryPath("song"), modified: 0, in: session)
            _ = try test.locker.sessions.commit(session)
            func restore(to path: String) throws {
                let target = try Descriptor.open(path, O_RDWR)
                _ = try test.locker.reader.restore(
                    try EntryPath("song"), from: "main", revision: nil, of: alice, to: target)
            }
            #expect(isRefused("procfs") { try restore(to: "/proc/self/comm") })
            let target = test.directory + "/target"
            for mode in [0o4755, 0o2755, 0o6600] as [mode_t] {
                try makeFile(target, [9, 9, 9, 9, 9])
                #expect(chmod(target, mode) == 0)
                #expect(isRefused("set-id") { try restore(to: target) }, "\(mode)")
                #expect(try Descriptor.open(target, O_RDONLY).status().st_size == 5)
                unlink(target)
            }
            try makeFile(target, [9, 9, 9, 9, 9])
            try restore(to: target)
            #expect(try Descriptor.open(target, O_RDONLY).status().st_size == 3)
        }
    }
}
