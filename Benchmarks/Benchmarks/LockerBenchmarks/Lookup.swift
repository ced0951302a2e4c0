import Benchmark
import LockerBase
import PackEngine

/// Asks for records in an order that has nothing to do with theirs in the store.
func registerLookup() {
    let scratch = ScratchStore()
    let recordCount = 100_000
    let lookups = 10_000

    // The store trusts the digest it is given, so the records need no content to speak of.
    func fill() throws {
        try scratch.open()
        let store = try scratch.store()
        let context = AppendContext()
        var ticket = DurabilityTicket()
        try withUnsafeBytes(of: UInt64(0)) { bytes in
            for number in 0..<recordCount {
                try store.writer.append(.chunk, .numbered(number), bytes, using: context, covering: &ticket)
            }
        }
        try store.writer.commit(ticket)
        try scratch.reopen()
    }

    func register(_ name: String, numbers: [Int], isFound: Bool) {
        let digests = numbers.map(Digest.numbered)
        Benchmark(
            name, configuration: .times,
            closure: { benchmark in
                let store = try scratch.store()
                var found = 0
                try benchmark.measure(times: lookups) {
                    for digest in digests where try store.locator.locate(.chunk, digest) != nil { found += 1 }
                }
                if found != (isFound ? lookups : 0) { benchmark.error("\(found) of \(lookups) records were found") }
            }, setup: fill, teardown: scratch.remove)
    }

    // 7,919 is a prime that does not divide the number of records, so that no record is asked for twice.
    register(
        "PackStore.locate, hit among 100,000 records", numbers: (0..<lookups).map { $0 * 7919 % recordCount },
        isFound: true)
    register(
        "PackStore.locate, miss among 100,000 records", numbers: (0..<lookups).map { -1 - $0 }, isFound: false)
}
