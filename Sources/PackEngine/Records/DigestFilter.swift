import LockerBase
import POSIXSupport

/// A set of digests in 5 bytes each, which is next to never wrong: what was inserted is in it; what was not counts as
/// in it with a probability of less than one in 100 million. What a false positive would keep goes with the next
/// filter, which places digests otherwise.
///
/// It keeps 31 bits of each digest (a *tag*) in lines of 16, one cache line each; where the line is full that the
/// digest belongs to, in the next one. A Bloom filter of 16 bits a digest is wrong about one in a thousand, so that
/// every dead pack of a thousand chunks would hold one that seems to be needed; below 3 % tags take less room than a
/// Bloom filter anyway (Fan, Andersen, Kaminsky, Mitzenmacher, "Cuckoo Filter: Practically Better Than Bloom", CoNEXT
/// 2014).
public final class DigestFilter {
    private var tables: [Table]

    /// - Parameter capacity: how many digests are expected; more make it slower, not wrong.
    /// - Throws: `unavailable` when there is no memory for them.
    public init(capacity: Int) throws(LockerError) {
        tables = [try Table(capacity: capacity)]
    }

    /// Adds a digest.
    ///
    /// - Throws: `unavailable` when there are more than expected, and no memory for them.
    public func insert(_ digest: Digest) throws(LockerError) {
        let key = Key(digest)
        for table in tables.dropLast() where table.find(key) != nil { return }
        if tables[tables.count - 1].insert(key) { return }
        // A second table, since what is in the first cannot be placed anew without the digests.
        var table = try Table(capacity: tables[tables.count - 1].capacity)
        _ = table.insert(key)
        tables.append(table)
    }

    /// Whether a digest was inserted.
    public func contains(_ digest: Digest) -> Bool {
        let key = Key(digest)
        return tables.contains { $0.find(key) != nil }
    }

    /// What ``visit(_:)`` found.
    public enum Visit: Sendable {
        /// The digest was not inserted.
        case absent
        /// It was, and this is the first visit to it.
        case first
        /// It was, and it has been visited before.
        case again
    }

    /// Looks a digest up, and takes note that it was.
    public func visit(_ digest: Digest) -> Visit {
        let key = Key(digest)
        for number in tables.indices {
            if let visit = tables[number].visit(key) { return visit }
        }
        return .absent
    }
}

extension DigestFilter {
    /// What the filter knows of a digest. SHA-256 needs no hashing: its words are uniform already.
    private struct Key {
        /// Decides on the line.
        let word: UInt64
        /// 31 bits, never 0: that is an empty slot.
        let tag: UInt32

        init(_ digest: Digest) {
            (word, tag) = digest.withUnsafeBytes { raw in
                (raw.integer(at: 0), max(1, raw.integer(at: 8, as: UInt32.self) >> 1))
            }
        }
    }

    private struct Table {
        private typealias Line = SIMD16<UInt32>

        private let lines: MappedMemory<Line>
        private var count = 0
        let capacity: Int
        /// Random and odd. Multiplied with it, digests that somebody made alike part (Dietzfelbinger et al., "A
        /// Reliable Randomized Algorithm for the Closest-Pair Problem", 1997): nobody can fill one line and slow all
        /// down.
        private let multiplier = UInt64.random(in: .min ... .max) | 1

        /// The top bit of a slot: its digest was visited. The others are the tag.
        private static let visited: UInt32 = 1 << 31

        init(capacity: Int) throws(LockerError) {
            // At 13 of 16 most digests find room in their own line.
            let capacity = max(capacity, 1024)
            self.capacity = capacity
            lines = try translatingSystemErrors(remedy: "no memory for \(capacity) digests; try again later") {
                () throws(SystemError) in try MappedMemory(count: capacity / 13 + 1)
            }
        }

        /// False when the table is full and does not hold the key.
        mutating func insert(_ key: Key) -> Bool {
            var number = home(of: key)
            while true {
                if slot(of: key.tag, in: number) != nil { return true }
                if let free = slot(of: 0, in: number) {
                    guard count < capacity else { return false }
                    lines[number][free] = key.tag
                    count += 1
                    return true
                }
                number = line(after: number)
            }
        }

        func find(_ key: Key) -> (line: Int, slot: Int)? {
            var number = home(of: key)
            while true {
                if let slot = slot(of: key.tag, in: number) { return (number, slot) }
                if slot(of: 0, in: number) != nil { return nil }
                number = line(after: number)
            }
        }

        /// Nil when it does not hold the key.
        func visit(_ key: Key) -> Visit? {
            guard let (line, slot) = find(key) else { return nil }
            if lines[line][slot] & Table.visited != 0 { return .again }
            lines[line][slot] |= Table.visited
            return .first
        }

        private func home(of key: Key) -> Int {
            Int((key.word &* multiplier).multipliedFullWidth(by: UInt64(lines.count)).high)
        }

        private func line(after number: Int) -> Int {
            number + 1 == lines.count ? 0 : number + 1
        }

        /// The first slot of a line that holds `tag`.
        private func slot(of tag: UInt32, in number: Int) -> Int? {
            let tags = lines[number] & (Table.visited - 1)
            let matches = tags .== Line(repeating: tag)
            guard any(matches) else { return nil }
            return matches.firstIndex
        }
    }
}

extension SIMDMask where Storage: SIMD {
    /// The first lane that is true.
    fileprivate var firstIndex: Int? { indices.first { self[$0] } }
}
