import Glibc
import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine
import Testing

/// Many threads at a time.
struct ConcurrencyTests {
    @Test func sameRecordsFromManyThreadsAreStoredOnce() throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(400, seed: 30)
            let created = Monitor(0)
            try withStore(directory + "/s") { store in
                try inParallel(8) { number in
                    var generator = SplitMix64(seed: UInt64(number))
                    var ticket = DurabilityTicket()
                    for record in records.shuffled(using: &generator) {
                        let isNew = try store.append(record, covering: &ticket).isNew
                        if isNew { created.withLock { $0 += 1 } }
                        guard try store.reader.readAll(.chunk, record.digest) == record.bytes else { throw Mismatch() }
                    }
                    try store.writer.commit(ticket)
                }
                #expect(created.withLock { $0 } == records.count)
                #expect(store.missing(records) == [])
            }
            try withStore(directory + "/s") { store in
                #expect(store.statistics().kinds[.chunk].records == records.count)
                #expect(store.missing(records) == [])
            }
        }
    }

    /// Who finds a record that somebody else is still writing must wait for that write and its sync.
    @Test func commitWaitsForARecordThatAnotherThreadIsWriting() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let record = TestRecord.some(1, seed: 35)[0]
            let order = Monitor<[String]>([])
            try withStore(directory + "/s", storage: disk) { store in
                disk.holdWrites(.data)
                let writing = try Thread("writing") { try? store.store([record]) }
                while try store.locator.locate(.chunk, record.digest) == nil { sched_yield() }
                let finding = try Thread("finding") {
                    var ticket = DurabilityTicket()
                    let appended = try? store.append(record, covering: &ticket)
                    order.withLock { $0.append(appended?.isNew == false ? "found" : "not found") }
                    order.notifyAll()
                    try? store.writer.commit(ticket)
                    order.withLock { $0.append("committed") }
                }
                order.wait { $0.isEmpty ? nil : () }
                // Each of these takes a round of the sync thread.
                for round in 0..<20 { try store.store([TestRecord([UInt8(round)])], as: .recipe) }
                order.withLock { $0.append("let go") }
                disk.holdWrites(nil)
                writing.join()
                finding.join()
            }
            #expect(order.withLock { $0 } == ["found", "let go", "committed"])
        }
    }

    @Test func differentRecordsOfAllKindsFromManyThreads() throws {
        try withTemporaryDirectory { directory in
            let all = (0..<6).map { TestRecord.some(150, seed: 40 + UInt64($0)) }
            try withStore(directory + "/s") { store in
                try inParallel(6) { number in
                    let kind = RecordKind.allCases[number % 3]
                    for start in stride(from: 0, to: 150, by: 10) {
                        try store.store(Array(all[number][start..<start + 10]), as: kind)
                    }
                }
            }
            try withStore(directory + "/s") { store in
                for number in 0..<6 { #expect(store.missing(all[number], as: RecordKind.allCases[number % 3]) == []) }
            }
        }
    }

    /// Copies of the files of a running store, as kill -9 at that instant would leave them.
    @Test func acknowledgedRecordsSurviveAKillAtAnyMoment() throws {
        try withTemporaryDirectory { directory in
            let records = (0..<2).map { TestRecord.some(400, seed: 50 + UInt64($0)) }
            let acknowledged = Monitor<[TestRecord]>([])
            var copies: [(path: String, expected: [TestRecord])] = []
            try withStore(directory + "/s") { store in
                let threads = try (0..<2).map { number in
                    try Thread("writer") {
                        for start in stride(from: 0, to: 400, by: 5) {
                            let batch = Array(records[number][start..<start + 5])
                            guard (try? store.store(batch)) != nil else { return }
                            acknowledged.withLock { $0 += batch }
                        }
                    }
                }
                for copy in 0..<5 {
                    while acknowledged.withLock({ $0.count }) < copy * 120 { sched_yield() }
                    let expected = acknowledged.withLock { $0 }
                    let path = directory + "/copy\(copy)"
                    try StoreFiles(directory + "/s").copy(to: path)
                    copies.append((path, expected))
                }
                for thread in threads { thread.join() }
            }
            #expect(acknowledged.withLock { $0.count } == 800)
            for (path, expected) in copies {
                try withStore(path) { #expect($0.missing(expected) == [], "\(path)") }
            }
        }
    }
}

private struct Mismatch: Error {}
