import LockerBase

/// What two devices did to one path, neither knowing of the other.
package struct SyncConflict: Sendable, Equatable {
    package let path: [UInt8]
    /// The path at which what was in the folder is now; nil where nothing had to be renamed.
    package let keptAs: [UInt8]?
    /// What happened, and what became of it, for a human.
    package let reason: String

    package init(path: [UInt8], keptAs: [UInt8]?, reason: String) {
        (self.path, self.keptAs, self.reason) = (path, keptAs, reason)
    }

    /// The same once the folder `old` is called `new`.
    func moved(from old: EntryPath, to new: EntryPath) -> SyncConflict {
        guard let keptAs, keptAs.starts(with: old.asFolder) else { return self }
        return SyncConflict(path: path, keptAs: new.bytes + keptAs.dropFirst(old.bytes.count), reason: reason)
    }
}
