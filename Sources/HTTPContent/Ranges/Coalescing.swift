extension [Range<UInt64>] {
    /// What a part of an answer of several takes besides its bytes, about: its boundary and its two header fields.
    private static var overhead: UInt64 { 128 }

    /// These without those that overlap, or that lie so near each other that what is between them is less than another
    /// part takes: each such group is one range, in the place of the first of them (RFC 9110, section 15.3.7.2).
    ///
    /// So no byte is sent twice, however often it is asked for.
    func coalesced() -> [Range<UInt64>] {
        var groups: [(place: Int, range: Range<UInt64>)] = []
        let inOrder = enumerated().sorted { $0.element.lowerBound < $1.element.lowerBound }
        for (place, range) in inOrder {
            guard let last = groups.last, range.isNear(last.range, within: Self.overhead) else {
                groups.append((place, range))
                continue
            }
            let end = Swift.max(last.range.upperBound, range.upperBound)
            groups[groups.count - 1] = (Swift.min(last.place, place), last.range.lowerBound..<end)
        }
        return groups.sorted { $0.place < $1.place }.map { $0.range }
    }
}

extension Range<UInt64> {
    /// Whether it begins before `other` ends, or not much behind that.
    fileprivate func isNear(_ other: Range<UInt64>, within gap: UInt64) -> Bool {
        lowerBound <= other.upperBound || lowerBound - other.upperBound < gap
    }

    /// How many bytes that are: a count is an `Int`, and may be too small for it.
    var length: UInt64 { upperBound - lowerBound }
}
