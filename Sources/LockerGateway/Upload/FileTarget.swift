import HTTPContent
import HTTPTypes
import LockerBase

/// Where content that is sent is to be a file, and what has to be there before.
struct FileTarget: Sendable {
    let library: String
    let path: EntryPath
    /// Nanoseconds since 1970 UTC.
    let modified: Int64
    /// If-Match and If-None-Match are asked of them.
    let conditions: HTTPFields

    /// The time that `text` says, in seconds since 1970 with a fraction or without; nil for none.
    static func modified(_ text: String?) -> Int64? {
        let digits = "0123456789.+-".utf8
        guard let text, text.utf8.allSatisfy({ digits.contains($0) }), let seconds = Double(text), abs(seconds) < 9e9
        else { return nil }
        return Int64(seconds * 1e9)
    }
}

/// What content has become.
struct StoredFile: Sendable {
    let revision: UInt64
    let blob: Digest
    let size: UInt64
    /// Whether nothing was there before.
    let isNew: Bool

    /// What answers say of it.
    var fields: HTTPFields { [.lockerRevision: "\(revision)", .eTag: EntityTag(blob).fieldValue] }
}
