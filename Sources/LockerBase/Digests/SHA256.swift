import COpenSSL

/// SHA-256 by OpenSSL, with one context used again and again. For one thread at a time.
///
/// Fetching the algorithm costs more than hashing a small chunk, so it is fetched once per process
/// (OpenSSL's own advice in EVP_DigestInit(3), "explicit fetching").
public final class SHA256 {
    private static let algorithm = Algorithm()
    private let context: OpaquePointer

    /// Makes a hasher for one thread.
    public init() {
        guard let context = EVP_MD_CTX_new() else {
            preconditionFailure("OpenSSL could not allocate a digest context: out of memory")
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Starts a new digest, forgetting what was added.
    public func reset() {
        let started = EVP_DigestInit_ex(context, SHA256.algorithm.pointer, nil)
        precondition(started == 1, "OpenSSL could not start SHA-256")
    }

    /// Adds `bytes` to the digest that ``reset()`` started.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// The digest of what was added since ``reset()``.
    public func finish() -> Digest {
        withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 8) { output in
            guard let base = output.baseAddress else { return .zero }
            EVP_DigestFinal_ex(context, base.assumingMemoryBound(to: UInt8.self), nil)
            return Digest(copying: base)
        }
    }

    /// The digest of `bytes`.
    public func digest(of bytes: UnsafeRawBufferPointer) -> Digest {
        reset()
        update(bytes)
        return finish()
    }

    /// The digest of `bytes`, with a context made for this one call.
    public static func digest(of bytes: [UInt8]) -> Digest {
        bytes.withUnsafeBytes { SHA256().digest(of: $0) }
    }

    private struct Algorithm: @unchecked Sendable {
        let pointer: OpaquePointer

        init() {
            guard let pointer = EVP_MD_fetch(nil, "SHA256", nil) else {
                preconditionFailure("this OpenSSL offers no SHA-256; check openssl.cnf for the providers it loads")
            }
            self.pointer = pointer
        }
    }
}
