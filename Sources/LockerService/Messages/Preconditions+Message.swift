import LockerAPI
import LockerBase
import LockerCore

extension Preconditions {
    /// What a request says that its change counts on.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a path, a kind or a digest that is none.
    init(revision: UInt64?, _ entries: [Locker_V1_ExpectedEntry]) throws(LockerError) {
        self.init(
            revision: try revision.map { (number) throws(LockerError) in try Number.revision(number) },
            entries: try Preconditions.entries(entries))
    }

    /// What is expected at each path; of one that is named twice, the last counts.
    static func entries(_ messages: [Locker_V1_ExpectedEntry]) throws(LockerError) -> [EntryPath: ExpectedEntry] {
        var entries: [EntryPath: ExpectedEntry] = [:]
        for message in messages {
            let path = try EntryPath(message.path)
            entries[path] = try ExpectedEntry(message, at: path)
        }
        return entries
    }
}

extension ExpectedEntry {
    fileprivate init(_ message: Locker_V1_ExpectedEntry, at path: EntryPath) throws(LockerError) {
        switch message.kind {
        case .unspecified: self = .absent
        case .file:
            guard let blob = Digest(message.blob) else {
                throw LockerError(.invalidArgument, "\(path): a file that is expected has a blob, a digest of 32 bytes")
            }
            self = .file(blob)
        case .symlink: self = .link(Array(message.target))
        case .folder: self = .folder
        case .UNRECOGNIZED:
            throw LockerError(.invalidArgument, "\(path): what is expected is a file, a link, a folder or nothing")
        }
    }
}

extension Locker_V1_CommitRequest {
    /// The revision that the library must be at.
    var newestExpected: UInt64? { hasExpectedRevision ? expectedRevision : nil }

    /// Where the revision comes from.
    var toldOrigin: Locker_V1_Origin? { hasOrigin ? origin : nil }

    /// The revision that the client had seen.
    var toldBase: UInt64? { hasBaseRevision ? baseRevision : nil }
}

extension Locker_V1_RemoveRequest {
    /// The revision that the library must be at.
    var newestExpected: UInt64? { hasExpectedRevision ? expectedRevision : nil }

    /// Where the revision comes from.
    var toldOrigin: Locker_V1_Origin? { hasOrigin ? origin : nil }
}

extension Locker_V1_MoveRequest {
    /// The revision that the library must be at.
    var newestExpected: UInt64? { hasExpectedRevision ? expectedRevision : nil }

    /// Where the revision comes from.
    var toldOrigin: Locker_V1_Origin? { hasOrigin ? origin : nil }
}
