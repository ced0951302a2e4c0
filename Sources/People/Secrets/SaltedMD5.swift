import LockerBase

/// What OpenSubsonic calls a token: the MD5 of a password and a salt behind it. It protects the password of no more than
/// a glance; the protocol knows nothing better that most of its clients have.
struct SaltedMD5: Sendable {
    /// What was sent; nil for what is none, which no password fits.
    private let digest: [UInt8]?
    private let salt: [UInt8]

    /// - Parameters:
    ///   - text: 32 hexadecimal digits, in either case.
    ///   - salt: of at most 1,024 bytes.
    init(_ text: String, salt: String) {
        self.salt = Array(salt.utf8.prefix(1024))
        digest = HexBytes.read(text, count: MD5.byteCount)
    }

    /// Whether it is that of `password`. Takes as long whether it is or not.
    func isOf(_ password: String) -> Bool {
        guard let own = MD5.digest(of: Array(password.utf8) + salt) else { return false }
        let isSame = HMAC.areEqual(own, digest ?? [UInt8](repeating: 0, count: MD5.byteCount))
        return isSame && digest != nil
    }
}
