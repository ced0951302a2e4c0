/// Byte strings of fixtures.
public func text(_ text: String) -> [UInt8] { Array(text.utf8) }

public func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

public func big<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
}

public func little<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

/// 28 bits in four bytes, as ID3v2 writes sizes.
public func synchsafe(_ value: Int) -> [UInt8] {
    [21, 14, 7, 0].map { UInt8(value >> $0 & 0x7F) }
}

/// One behind the other: long sums of arrays take the compiler long.
public func joined(_ parts: [UInt8]...) -> [UInt8] { parts.flatMap { $0 } }
