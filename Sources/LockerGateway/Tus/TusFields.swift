import HTTPTypes
import LockerBase

/// The header fields of tus, version 1.0.0 (https://tus.io/protocols/resumable-upload), and what is offered of it.
extension HTTPField.Name {
    static let tusResumable = ofTus("Tus-Resumable")
    static let tusVersion = ofTus("Tus-Version")
    static let tusExtension = ofTus("Tus-Extension")
    static let tusMaxSize = ofTus("Tus-Max-Size")
    static let tusChecksumAlgorithm = ofTus("Tus-Checksum-Algorithm")
    static let uploadOffset = ofTus("Upload-Offset")
    static let uploadLength = ofTus("Upload-Length")
    static let uploadDeferLength = ofTus("Upload-Defer-Length")
    static let uploadMetadata = ofTus("Upload-Metadata")
    static let uploadChecksum = ofTus("Upload-Checksum")
    static let uploadConcat = ofTus("Upload-Concat")
    static let uploadExpires = ofTus("Upload-Expires")

    /// A name that is one.
    private static func ofTus(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .server
    }
}

/// What of tus is spoken here.
enum Tus {
    static let version = "1.0.0"
    static let extensions = "creation,creation-with-upload,expiration,checksum,termination"
    /// The type of the bytes of an upload.
    static let mediaType = "application/offset+octet-stream"

    /// Whether a request brings bytes of an upload.
    static func bringsBytes(_ fields: HTTPFields) -> Bool {
        fields[.contentType]?.split(separator: ";").first.map { $0.lowercased() == mediaType } ?? false
    }

    /// A number from 0 on in a header field; nil where there is none.
    ///
    /// - Throws: ``Refusal`` for what is no number.
    static func number(_ name: HTTPField.Name, _ fields: HTTPFields) throws(Refusal) -> Int? {
        guard let text = fields[name] else { return nil }
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(text)
        else {
            throw Refusal(
                .badRequest, .invalidArgument,
                "\(name.canonicalName) is '\(text.prefix(32))'; it must be a whole number from 0 on")
        }
        return number
    }
}
