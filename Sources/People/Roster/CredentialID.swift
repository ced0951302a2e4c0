import LockerBase

/// The number of a token, an app password or a session: 16 random bytes. It is no secret.
package struct CredentialID: Hashable, Sendable, CustomStringConvertible {
    private static let byteCount = 16

    let bytes: [UInt8]

    /// Nil for other than 16 bytes.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == CredentialID.byteCount else { return nil }
        self.bytes = bytes
    }

    /// The number that 32 hexadecimal digits write down, in either case; nil for anything else.
    package init?(hex: String) {
        guard let bytes = HexBytes.read(hex, count: CredentialID.byteCount) else { return nil }
        self.bytes = bytes
    }

    private init(drawn bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// One that nothing has.
    static func random() -> CredentialID { CredentialID(drawn: Sodium.randomBytes(byteCount)) }

    /// 32 lower-case hexadecimal digits.
    package var hex: String { bytes.hexText }

    package var description: String { hex }
}
