import PackEngine

/// The records that are needed, a bit for each, and the bytes they take in the packs.
struct LiveRecords {
    private var packs: [UInt32: [UInt64]] = [:]
    /// Bytes of the records marked, their headers included.
    private(set) var bytes = 0

    /// Marks a record. Returns whether it was not marked before.
    @discardableResult
    mutating func mark(_ location: RecordLocation) -> Bool {
        let (word, bit) = location.ordinal.quotientAndRemainder(dividingBy: UInt64.bitWidth)
        var bits = packs.removeValue(forKey: location.pack) ?? []
        defer { packs[location.pack] = bits }
        if bits.count <= word { bits += Array(repeating: 0, count: word + 1 - bits.count) }
        guard bits[word] & 1 << bit == 0 else { return false }
        bits[word] |= 1 << bit
        bytes += PackFormat.headerLength + location.storedLength
        return true
    }
}
