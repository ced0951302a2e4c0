import LockerBase
import POSIXSupport

/// A table of a ``DigestFilter``: the tags of digests in lines of 16, of which one that is full goes on in the next.
struct DigestTable {
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
    mutating func insert(_ key: FilteredDigest) -> Bool {
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

    func find(_ key: FilteredDigest) -> (line: Int, slot: Int)? {
        var number = home(of: key)
        while true {
            if let slot = slot(of: key.tag, in: number) { return (number, slot) }
            if slot(of: 0, in: number) != nil { return nil }
            number = line(after: number)
        }
    }

    /// Nil when it does not hold the key.
    func visit(_ key: FilteredDigest) -> DigestVisit? {
        guard let (line, slot) = find(key) else { return nil }
        if lines[line][slot] & DigestTable.visited != 0 { return .again }
        lines[line][slot] |= DigestTable.visited
        return .first
    }

    private func home(of key: FilteredDigest) -> Int {
        Int((key.word &* multiplier).multipliedFullWidth(by: UInt64(lines.count)).high)
    }

    private func line(after number: Int) -> Int {
        number + 1 == lines.count ? 0 : number + 1
    }

    /// The first slot of a line that holds `tag`.
    private func slot(of tag: UInt32, in number: Int) -> Int? {
        let tags = lines[number] & (DigestTable.visited - 1)
        let matches = tags .== Line(repeating: tag)
        guard any(matches) else { return nil }
        return matches.firstIndex
    }
}

/// What the filter knows of a digest. SHA-256 needs no hashing: its words are uniform already.
struct FilteredDigest {
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

extension SIMDMask where Storage: SIMD {
    /// The first lane that is true.
    fileprivate var firstIndex: Int? { indices.first { self[$0] } }
}
