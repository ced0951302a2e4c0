/// Secrets that programs keep and nobody types: random bytes in Base32 (RFC 4648, lower case, without padding), which
/// needs no escape wherever it is put.
enum SecretText {
    /// What a token begins with: those who look for lost secrets, in sources and logs, find it by that.
    static let tokenPrefix = "lk_"
    /// The most bytes of a token or a code that is looked at.
    static let maximumLength = 128

    /// A new token: 256 bits.
    static func token() -> String { tokenPrefix + base32(Sodium.randomBytes(32)) }

    /// A new code of an invitation: 160 bits.
    static func code() -> String { base32(Sodium.randomBytes(20)) }

    private static func base32(_ bytes: [UInt8]) -> String {
        let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        var text: [UInt8] = []
        // Of what is held, the lower `bits` are not written yet.
        var (held, bits): (UInt32, UInt32) = (0, 0)
        for byte in bytes {
            held = (held & 0xFF) << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(digits[Int((held >> bits) & 31)])
            }
        }
        if bits > 0 { text.append(digits[Int((held << (5 - bits)) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
