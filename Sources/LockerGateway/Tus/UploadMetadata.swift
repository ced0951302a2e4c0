import Foundation
import LockerBase

/// What a client says of an upload in Upload-Metadata: pairs of a key and a value in base64, commas between them.
package struct UploadMetadata: Sendable {
    package let library: String
    package let path: EntryPath
    /// Nanoseconds since 1970 UTC; nil where nothing is said of it.
    package let modified: Int64?

    private static let longest = 16 << 10

    /// - Throws: ``LockerError/Code/invalidArgument`` for what are no such pairs, and for those without a library or a path.
    package init(_ text: String) throws(LockerError) {
        let values = try UploadMetadata.values(text)
        guard let library = values["library"].flatMap({ String(validating: $0, as: UTF8.self) }), !library.isEmpty,
            let path = values["path"]
        else {
            throw LockerError(.invalidArgument, "Upload-Metadata must have 'library' and 'path', in base64")
        }
        self.library = library
        self.path = try EntryPath(path)
        let time = values["modified"].map { String(decoding: $0, as: UTF8.self) }
        modified = FileTarget.modified(time)
        guard time == nil || modified != nil else {
            throw LockerError(
                .invalidArgument, "'modified' in Upload-Metadata must be seconds since 1970, as 1234567890.5, in base64"
            )
        }
    }

    private static func values(_ text: String) throws(LockerError) -> [String: Data] {
        guard text.utf8.count <= longest else {
            throw LockerError(.invalidArgument, "Upload-Metadata has more than \(longest) bytes")
        }
        var values: [String: Data] = [:]
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: " ")
            guard let key = parts.first, parts.count <= 2, values[String(key)] == nil,
                let value = parts.count == 2 ? Data(base64Encoded: String(parts[1])) : Data()
            else {
                throw LockerError(
                    .invalidArgument,
                    "Upload-Metadata has '\(pair.prefix(64))'; it must be a key, a blank and a value in base64, each "
                        + "key once")
            }
            values[String(key)] = value
        }
        return values
    }
}
