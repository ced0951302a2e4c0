import COpenSSL
import Foundation
import HTTPTypes
import LockerBase
import NIOCore

/// What the bytes of one request are to hash to, as Upload-Checksum has it. For one thread at a time.
final class UploadChecksum: @unchecked Sendable {
    /// The names of the algorithms, as OPTIONS tells them.
    static let names = "sha1,sha256"

    private let wanted: [UInt8]
    private let context: OpaquePointer

    /// Nil where there is no such field.
    ///
    /// - Throws: ``Refusal`` for an algorithm that is none of these, and for what is no digest of it.
    init?(_ fields: HTTPFields) throws(Refusal) {
        guard let text = fields[.uploadChecksum] else { return nil }
        let parts = text.split(separator: " ")
        let (name, length) = parts.first == "sha1" ? ("SHA1", 20) : ("SHA256", 32)
        guard parts.count == 2, ["sha1", "sha256"].contains(parts[0]),
            let wanted = Data(base64Encoded: String(parts[1])), wanted.count == length
        else {
            throw Refusal(
                .badRequest, .invalidArgument,
                "Upload-Checksum must be one of \(UploadChecksum.names), a blank and the digest in base64")
        }
        guard let context = EVP_MD_CTX_new() else {
            throw Refusal(.internalServerError, .internal, "something failed inside")
        }
        (self.wanted, self.context) = (Array(wanted), context)
        let algorithm = EVP_MD_fetch(nil, name, nil)
        defer { EVP_MD_free(algorithm) }
        guard EVP_DigestInit_ex(context, algorithm, nil) == 1 else {
            throw Refusal(.badRequest, .invalidArgument, "this machine has no \(name)")
        }
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    func add(_ content: ByteBuffer) {
        content.withUnsafeReadableBytes { bytes in
            _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        }
    }

    /// Whether what was added is what it is to be. Nothing may be added after it.
    func isRight() -> Bool {
        var digest = [UInt8](repeating: 0, count: 64)
        var count: UInt32 = 0
        guard EVP_DigestFinal_ex(context, &digest, &count) == 1 else { return false }
        return Array(digest.prefix(Int(count))) == wanted
    }
}
