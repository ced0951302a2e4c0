import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct ExpiredReadTests {
    /// Content that goes while it is read is gone, and not damaged.
    @Test func contentThatExpiresDuringARestoreIsNoDamage() throws {
        var met = 0
        for attempt in 0..<10 where met == 0 {
            try withTemporaryDirectory { directory in
                try TestLocker.opened(directory) { test in
                    try test.put(["a": random(96 << 20, seed: UInt64(attempt))], for: try test.caller("alice"))
                    try test.put(["a": [1]], for: try test.caller("alice"))
                }
                try TestLocker.opened(directory) { test in
                    let alice = try test.caller("alice")
                    let target = try Descriptor.open(directory + "/target", O_RDWR | O_CREAT, mode: 0o600)
                    let outcome = Monitor<LockerError??>(nil)
                    let reading = try Thread("restore") {
                        do throws(LockerError) {
                            let path = try EntryPath("a")
                            _ = try test.locker.reader.restore(path, from: "main", revision: 1, of: alice, to: target)
                            outcome.withLock { $0 = .some(nil) }
                        } catch {
                            outcome.withLock { $0 = error }
                        }
                    }
                    while try target.status(of: "target").st_size == 0, outcome.withLock({ $0 == nil }) { usleep(100) }
                    _ = try test.locker.expiry.expire(try Retention(keepLast: 1, keepWithin: nil))
                    try test.compact()
                    reading.join()
                    guard let error = outcome.withLock({ $0 }) ?? nil else { return }
                    met += 1
                    #expect(error.code == .notFound && error.message.contains("expired"), "\(error)")
                }
            }
        }
        #expect(met > 0)
    }
}
