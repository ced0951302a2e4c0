/// A repeated field of numbers, whose elements may come one behind the other as one value (protobuf.dev, "Encoding").
public struct PackedField: Sendable {
    let tag: UInt64
    private let width: Int?

    /// - Parameters:
    ///   - number: that of the field.
    ///   - width: the bytes of an element; nil where each takes as many as it needs.
    public init(_ number: UInt64, width: Int? = nil) {
        tag = number << 3 | UInt64(FieldScanner.lengthDelimited)
        self.width = width
    }

    /// The elements of a value, and one for a value without any: it takes its time as well.
    func count(in value: Slice<UnsafeRawBufferPointer>) -> Int {
        max(1, width.map { value.count / $0 } ?? value.count { $0 < 0x80 })
    }
}
