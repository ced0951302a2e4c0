import COpenSSL

/// HMAC-SHA256 by OpenSSL.
///
/// Source: RFC 2104, RFC 4231 (test vectors).
public enum HMAC {
    /// The code of `bytes` under `key`, 32 bytes.
    public static func sha256(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: Digest.byteCount)
        let made = COpenSSL.HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &code, nil)
        precondition(made != nil, "OpenSSL could not compute an HMAC: out of memory")
        return code
    }

    /// Whether two codes are the same, in a time that does not tell where they differ.
    public static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
    }
}
