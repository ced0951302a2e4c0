import LockerBase

/// Sixteen random bytes that tell one store from every other.
public struct StoreID: Hashable, Sendable, CustomStringConvertible {
    /// As they stand in the store's file, and in the header of each of its packs.
    public let bytes: [UInt8]

    /// Bytes of every such name.
    public static let byteCount = 16

    /// A new one, from the kernel's random numbers.
    public static func random() -> StoreID {
        StoreID(unchecked: (0..<byteCount).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// The identity made of `bytes`, or nil when there are not exactly 16 of them.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == StoreID.byteCount else { return nil }
        self.init(unchecked: bytes)
    }

    /// The identity that 32 hexadecimal digits write down, or nil for anything else.
    public init?(hex: some StringProtocol) {
        let digits = Array(hex.utf8)
        guard digits.count == 2 * StoreID.byteCount else { return nil }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: digits.count, by: 2) {
            let text = String(decoding: digits[pair..<pair + 2], as: UTF8.self)
            guard text.allSatisfy(\.isHexDigit), let byte = UInt8(text, radix: 16) else { return nil }
            bytes.append(byte)
        }
        self.init(unchecked: bytes)
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// 32 lower-case hexadecimal digits.
    public var description: String { bytes.hexText }
}
