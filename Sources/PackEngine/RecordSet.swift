/// A set of records: a bit for each, by its pack and its place there, and the room they take.
public struct RecordSet: Sendable {
    private struct Pack {
        var bits: [UInt64] = []
        /// Of the records in the set, headers and padding included.
        var bytes = 0
    }

    private var packs: [UInt32: Pack] = [:]
    /// The room that all records of the set take, headers and padding included.
    public private(set) var bytes = 0

    public init() {}

    public var isEmpty: Bool { packs.isEmpty }

    /// Adds a record. Returns whether it was not there before.
    @discardableResult
    public mutating func insert(_ location: RecordLocation) -> Bool {
        let (word, bit) = location.ordinal.quotientAndRemainder(dividingBy: UInt64.bitWidth)
        // Out of the dictionary while it changes: two owners would copy the bits.
        var pack = packs.removeValue(forKey: location.pack) ?? Pack()
        defer { packs[location.pack] = pack }
        if pack.bits.count <= word { pack.bits += Array(repeating: 0, count: word + 1 - pack.bits.count) }
        guard pack.bits[word] & 1 << bit == 0 else { return false }
        pack.bits[word] |= 1 << bit
        let length = location.end - location.offset
        pack.bytes += length
        bytes += length
        return true
    }

    /// Whether the record at `ordinal` of `pack` is in the set.
    public func contains(pack: UInt32, ordinal: Int) -> Bool {
        let (word, bit) = ordinal.quotientAndRemainder(dividingBy: UInt64.bitWidth)
        guard let bits = packs[pack]?.bits, word < bits.count else { return false }
        return bits[word] & 1 << bit != 0
    }

    /// The room that the records of the set take in `pack`.
    public func bytes(in pack: UInt32) -> Int { packs[pack]?.bytes ?? 0 }

    /// Whether the set has a record of `pack`.
    public func holds(pack: UInt32) -> Bool { packs[pack] != nil }
}
