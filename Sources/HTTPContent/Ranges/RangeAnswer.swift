/// What a Range is answered with (RFC 9110, section 14.2).
package enum RangeAnswer: Hashable, Sendable {
    /// All of the content, as if no range were asked for.
    case whole
    /// One part.
    case one(Range<UInt64>)
    /// Several parts.
    case several(MultipartRanges)
    /// Nothing of the content is in what is asked for (416).
    case unsatisfiable

    /// - Parameters:
    ///   - fieldValue: that of all fields of the name, with commas between them; nil where there is none.
    ///   - boundary: is asked for one where several parts are sent.
    package init(
        to fieldValue: String?, of length: UInt64, _ mediaType: MediaType,
        boundary: () -> String = MultipartRanges.randomBoundary
    ) {
        guard let wanted = fieldValue.flatMap({ ByteRangeSet($0) }) else {
            self = .whole
            return
        }
        guard wanted.isSatisfiable(by: length) else {
            self = .unsatisfiable
            return
        }
        let ranges = wanted.ranges(within: length).coalesced()
        switch ranges.count {
        // The last bytes of none: no Content-Range can say that.
        case 0: self = .whole
        case 1: self = .one(ranges[0])
        default:
            let parts = MultipartRanges(ranges, of: length, mediaType, boundary: boundary())
            self = RangeAnswer.isWorthwhile(parts) ? .several(parts) : .whole
        }
    }

    /// Whether the parts take less than the whole.
    private static func isWorthwhile(_ parts: MultipartRanges) -> Bool {
        var left = parts.length
        for piece in parts.pieces {
            let (rest, isOver) = left.subtractingReportingOverflow(piece.length)
            if isOver { return false }
            left = rest
        }
        return left > 0
    }
}
