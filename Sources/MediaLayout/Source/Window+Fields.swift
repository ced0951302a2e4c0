import LockerBase

extension Window {
    /// The unsigned big-endian integer at `offset`; nil past the end.
    func big<Integer: FixedWidthInteger>(_ type: Integer.Type, at offset: Int) throws(LockerError) -> Integer? {
        guard let raw = try bytes(at: offset, count: MemoryLayout<Integer>.size) else { return nil }
        return Integer(bigEndian: raw.loadUnaligned(as: type))
    }

    /// The unsigned little-endian integer at `offset`; nil past the end.
    func little<Integer: FixedWidthInteger>(_ type: Integer.Type, at offset: Int) throws(LockerError) -> Integer? {
        guard let raw = try bytes(at: offset, count: MemoryLayout<Integer>.size) else { return nil }
        return Integer(littleEndian: raw.loadUnaligned(as: type))
    }

    /// Whether the ASCII `text` stands at `offset`.
    func holds(_ text: StaticString, at offset: Int) throws(LockerError) -> Bool {
        guard let raw = try bytes(at: offset, count: text.utf8CodeUnitCount) else { return false }
        return raw.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Whether one of `texts` stands at `offset`.
    func holds(oneOf texts: StaticString..., at offset: Int) throws(LockerError) -> Bool {
        for text in texts where try holds(text, at: offset) { return true }
        return false
    }

    /// Where `length` bytes from `offset` on end; nil when that is past the end.
    func end(of offset: Int, _ length: some FixedWidthInteger) -> Int? {
        guard offset >= 0, offset <= size, let length = Int(exactly: length), length >= 0, length <= size - offset
        else { return nil }
        return offset + length
    }
}
