import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A write that lands at another place and says that it succeeded.
struct MisdirectedWriteTests {
    /// Which write of the pack it is; the first one is that of the header.
    @Test(arguments: 0..<10) func itIsFoundAndCostsWhatItHit(number: Int) throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            disk.disk.withLock { disk in
                disk.plan = { $0.operation == .write && $0.number == number ? .misdirected : nil }
            }
            let records = TestRecord.some(12, seed: 150, upTo: 3000)
            try withStore(directory + "/s", .unindexed, storage: disk) { store in
                try store.store(records)
                disk.repair()
                for pack in try store.verification.packsToVerify() {
                    _ = try store.verification.verify(pack.name, .records, using: ReadContext()) { _ in }
                }
                let found = Set(store.health.findings.compactMap(\.record?.digest))
                let missing = Set(store.missing(records))
                #expect(missing == found)
                #expect(missing.isSubset(of: disk.disk.withLock { $0.destroyed }))
                #expect(number == 0 || !missing.isEmpty)
                try store.store(records)
                #expect(store.missing(records) == [])
            }
            try withStore(directory + "/s", storage: disk) { #expect($0.missing(records) == []) }
        }
    }
}
