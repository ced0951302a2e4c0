/// Tag and length of a field of bytes, for messages of which the bytes are not at hand as one array.
package enum FieldPrefix {
    /// What goes before the `count` bytes of the field with this number, at most 15 (protobuf.dev, "Encoding").
    package static func bytes(of field: UInt8, count: Int) -> [UInt8] {
        var bytes = [field << 3 | FieldScanner.lengthDelimited]
        var length = count
        while length >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
            length >>= 7
        }
        bytes.append(UInt8(length))
        return bytes
    }
}
