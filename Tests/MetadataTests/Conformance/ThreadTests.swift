import LockerBase
import Metadata
import POSIXSupport
import Synchronization
import Testing

/// What holds between threads.
@Suite struct ThreadTests {
    @Test(arguments: Implementation.allCases) func oneIsAloneAtATime(_ kind: Implementation) throws {
        try kind.withStore { store in
            let inside = Atomic(0)
            let turns = Atomic(0)
            let overlaps = Atomic(0)
            let threads = try (0..<4).map { number in
                try Thread("alone \(number)") {
                    for _ in 0..<200 {
                        try? store.accounts.alone { () throws(LockerError) in
                            if inside.add(1, ordering: .relaxed).newValue > 1 { overlaps.add(1, ordering: .relaxed) }
                            turns.add(1, ordering: .relaxed)
                            inside.subtract(1, ordering: .relaxed)
                        }
                    }
                }
            }
            for thread in threads { thread.join() }
            #expect(turns.load(ordering: .relaxed) == 800 && overlaps.load(ordering: .relaxed) == 0)
        }
    }

    @Test(arguments: Implementation.allCases) func whoIsAloneMayFail(_ kind: Implementation) throws {
        try kind.withStore { store in
            let error = lockerError {
                try store.accounts.alone { () throws(LockerError) in throw LockerError(.tooMany, "enough") }
            }
            #expect(error?.code == .tooMany)
            let answer = try store.accounts.alone { () throws(LockerError) in 7 }
            #expect(answer == 7)
        }
    }

    @Test(arguments: Implementation.allCases) func numbersOfRecordsAreHandedOutOnce(_ kind: Implementation) throws {
        try kind.withStore { store in
            let handed = Mutex<[Range<Int64>]>([])
            let threads = try (0..<4).map { number in
                try Thread("numbers \(number)") {
                    var last: Int64 = 0
                    for turn in 0..<100 {
                        let count = Int64(turn % 3 == 0 ? 70 : 1)
                        guard let first = try? store.sequence.next(count), first > last else { return }
                        last = first + count - 1
                        handed.withLock { $0.append(first..<first + count) }
                    }
                }
            }
            for thread in threads { thread.join() }
            let ranges = handed.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
            #expect(ranges.count == 400)
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        }
    }
}
