import Glibc
import LockerBase
import PackEngine

/// Records of noise, and what storing them costs: processor time of all threads of this process, those behind the store
/// included.
struct SmallRecords {
    private let bytes: [UInt8]
    private let digests: [Digest]
    private let length: Int
    private let together: Int

    /// - Parameters:
    ///   - count: how many records.
    ///   - length: the bytes of each.
    ///   - together: how many are handed over in a call, and committed.
    init(count: Int, length: Int, together: Int) {
        var random = SystemRandomNumberGenerator()
        var bytes = [UInt8](repeating: 0, count: count * length)
        bytes.withUnsafeMutableBytes { raw in
            for place in raw.indices { raw[place] = UInt8.random(in: .min ... .max, using: &random) }
        }
        digests = bytes.withUnsafeBytes { raw in
            (0..<count).map { SHA256().digest(of: SmallRecords.record($0, length, raw)) }
        }
        (self.bytes, self.length, self.together) = (bytes, length, together)
    }

    /// Stores all, durably, and waits until they are in the index.
    func store(in store: PackStore) throws(LockerError) -> Cost {
        let context = AppendContext()
        let start = Cost.now
        try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            let raw = UnsafeRawBufferPointer(buffer)
            for first in stride(from: 0, to: digests.count, by: together) {
                let numbers = first..<min(first + together, digests.count)
                let records = numbers.map { number in
                    NamedBytes(digest: digests[number], bytes: SmallRecords.record(number, length, raw))
                }
                var ticket = DurabilityTicket()
                try store.writer.append(.chunk, records, using: context, covering: &ticket) { _, _ in }
                try store.writer.commit(ticket)
            }
        }
        store.waitUntilIdle(indexing: true)
        return Cost.now - start
    }

    private static func record(
        _ number: Int, _ length: Int, _ raw: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: raw[number * length..<(number + 1) * length])
    }
}

/// Time that passed, and that processors spent on this process, in seconds.
struct Cost {
    let wall: Double
    let user: Double
    let system: Double

    static var now: Cost {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        var clock = timespec()
        clock_gettime(CLOCK_MONOTONIC, &clock)
        return Cost(
            wall: Double(clock.tv_sec) + Double(clock.tv_nsec) / 1e9,
            user: Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6,
            system: Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6)
    }

    static func - (end: Cost, start: Cost) -> Cost {
        Cost(wall: end.wall - start.wall, user: end.user - start.user, system: end.system - start.system)
    }
}
