/// A set of records: a bit for each, by its pack and its place there, and the room they take.
public struct RecordSet: Sendable {
    /// The records of one pack that are in the set.
    struct Marks {
        private var bits: [UInt64] = []
        /// The room that they take, headers and padding included.
        fileprivate(set) var bytes = 0

        /// Adds the record at `ordinal`, which takes `bytes`. Returns whether it was not there before.
        @discardableResult
        mutating func insert(_ ordinal: Int, bytes length: Int) -> Bool {
            let (word, bit) = ordinal.quotientAndRemainder(dividingBy: UInt64.bitWidth)
            if bits.count <= word { bits += Array(repeating: 0, count: word + 1 - bits.count) }
            guard bits[word] & 1 << bit == 0 else { return false }
            bits[word] |= 1 << bit
            bytes += length
            return true
        }

        /// Takes the record at `ordinal` out, if it is there.
        mutating func remove(_ ordinal: Int, bytes length: Int) {
            guard contains(ordinal) else { return }
            let (word, bit) = ordinal.quotientAndRemainder(dividingBy: UInt64.bitWidth)
            bits[word] &= ~(1 << bit)
            bytes -= length
        }

        func contains(_ ordinal: Int) -> Bool {
            let (word, bit) = ordinal.quotientAndRemainder(dividingBy: UInt64.bitWidth)
            return word < bits.count && bits[word] & 1 << bit != 0
        }
    }

    private var packs: [UInt32: Marks] = [:]
    /// The room that all records of the set take, headers and padding included.
    public private(set) var bytes = 0

    /// Without a record.
    public init() {}

    /// Whether no record was added.
    public var isEmpty: Bool { packs.isEmpty }

    /// Adds a record. Returns whether it was not there before.
    @discardableResult
    public mutating func insert(_ location: RecordLocation) -> Bool {
        update(location.pack) { $0.insert(location.ordinal, bytes: location.end - location.offset) }
    }

    /// Adds records of `pack`.
    mutating func insert(_ locations: ArraySlice<RecordLocation>, of pack: UInt32) {
        update(pack) { marks in
            for location in locations { marks.insert(location.ordinal, bytes: location.end - location.offset) }
        }
    }

    /// Lets `body` add records of `pack`.
    mutating func update<Result, Failure: Error>(
        _ pack: UInt32, _ body: (inout Marks) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // Out of the dictionary while it changes: two owners would copy the bits.
        var marks = packs.removeValue(forKey: pack) ?? Marks()
        let before = marks.bytes
        defer {
            bytes += marks.bytes - before
            if marks.bytes > 0 { packs[pack] = marks }
        }
        return try body(&marks)
    }

    /// Whether the record at `ordinal` of `pack` is in the set.
    public func contains(pack: UInt32, ordinal: Int) -> Bool {
        packs[pack]?.contains(ordinal) == true
    }

    /// The room that the records of the set take in `pack`.
    public func bytes(in pack: UInt32) -> Int { packs[pack]?.bytes ?? 0 }

    /// Whether the set has a record of `pack`.
    public func holds(pack: UInt32) -> Bool { packs[pack] != nil }
}
