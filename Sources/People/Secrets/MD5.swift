import COpenSSL

/// MD5 by OpenSSL, for a protocol that knows nothing better (RFC 1321).
enum MD5 {
    static let byteCount = 16

    private struct Algorithm: @unchecked Sendable {
        /// Nil where this OpenSSL has none: on a machine that keeps to FIPS 140.
        let pointer = EVP_MD_fetch(nil, "MD5", nil)
    }

    private static let algorithm = Algorithm()

    /// The digest of `bytes`; nil where there is no MD5.
    static func digest(of bytes: [UInt8]) -> [UInt8]? {
        guard let algorithm = algorithm.pointer else { return nil }
        var digest = [UInt8](repeating: 0, count: byteCount)
        guard EVP_Digest(bytes, bytes.count, &digest, nil, algorithm, nil) == 1 else { return nil }
        return digest
    }
}
