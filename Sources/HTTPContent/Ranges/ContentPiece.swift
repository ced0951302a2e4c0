/// A piece of what is sent.
package enum ContentPiece: Hashable, Sendable {
    /// These bytes.
    case literal([UInt8])
    /// These bytes of the content.
    case content(Range<UInt64>)

    /// How many bytes it has.
    package var length: UInt64 {
        switch self {
        case .literal(let bytes): UInt64(bytes.count)
        case .content(let range): range.length
        }
    }
}
