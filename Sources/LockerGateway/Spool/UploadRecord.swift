import Foundation

/// What is known of an upload beside its bytes.
package struct UploadRecord: Codable, Sendable, Equatable {
    /// What became of it, once it is committed.
    package struct Outcome: Codable, Sendable, Equatable {
        package let revision: UInt64
        /// In hexadecimal.
        package let blob: String

        /// The content with that name, in that revision.
        package init(revision: UInt64, blob: String) {
            (self.revision, self.blob) = (revision, blob)
        }
    }

    /// The newest form of the record that is known.
    static let newest = 1

    /// Of this form of the record.
    package private(set) var version = UploadRecord.newest
    /// Whose it is: the number of a person, which stays when the name changes and is nobody else's after.
    package let owner: String
    package let library: String
    package let path: Data
    /// Bytes of all of it.
    package let length: Int
    /// The file's time, in nanoseconds since 1970 UTC.
    package let modified: Int64
    /// What the client has said of it, as it was said.
    package let metadata: String
    /// What it said has to be there.
    package var ifMatch: String?
    package var ifNoneMatch: String?
    /// Where bytes begin that are still to be held against a checksum; nil where none are.
    package var uncheckedFrom: Int?
    /// What the content is called, from just before a commit of it on: one that nobody heard of may have succeeded.
    package var attempt: String?
    /// The library's newest revision before that commit; 0 for none.
    package var attemptBase: UInt64?
    package var outcome: Outcome?

    /// Of an upload of which no byte has come.
    package init(
        owner: String, library: String, path: Data, length: Int, modified: Int64, metadata: String = ""
    ) {
        self.owner = owner
        self.library = library
        self.path = path
        self.length = length
        self.modified = modified
        self.metadata = metadata
    }
}
