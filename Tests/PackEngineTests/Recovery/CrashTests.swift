import Glibc
import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine
import Testing

/// The machine crashes: of what was not synced, any pages are there and any are not.
struct CrashTests {
    @Test(arguments: 0..<12 as Range<UInt64>)
    func acknowledgedRecordsSurviveACrashAtAnyMoment(seed: UInt64) throws {
        try withTemporaryDirectory { directory in
            var generator = SplitMix64(seed: seed)
            var disk = SimulatedStorage()
            var acknowledged: [TestRecord] = []
            for life in 0..<3 {
                let path = directory + "/life\(life)"
                let store = try PackStore.open(directory: path, options: .small, storage: disk)
                #expect(store.missing(acknowledged) == [], "seed \(seed), life \(life)")
                for round in 0..<Int.random(in: 1...6, using: &generator) {
                    let batch = TestRecord.some(8, seed: seed &* 1000 + UInt64(life * 10 + round))
                    try store.store(batch)
                    acknowledged += batch
                }
                // Some that nobody was told of.
                var ticket = DurabilityTicket()
                for record in TestRecord.some(5, seed: seed &* 1000 + 500 + UInt64(life)) {
                    try store.append(record, covering: &ticket)
                }
                let crashed = disk.afterCrash(seed: generator.next())
                try StoreFiles(path).copyIdentity(to: directory + "/life\(life + 1)")
                store.close()
                disk = crashed
            }
            try withStore(directory + "/life3", storage: disk) { store in
                #expect(store.missing(acknowledged) == [], "seed \(seed), in the end")
            }
        }
    }
}
