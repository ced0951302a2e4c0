import LockerAPI
import LockerBase

/// What something is, whatever its time and permission bits.
package enum EntryContent: Sendable, Equatable {
    case file(Digest)
    case link([UInt8])
    case folder
    /// A file that has none of the contents which it is compared with.
    case other

    /// Nil for a kind that this version does not know.
    package init?(_ entry: Locker_V1_Entry) {
        switch entry.kind {
        case .file:
            guard let blob = Digest(entry.blob) else { return nil }
            self = .file(blob)
        case .symlink: self = .link(Array(entry.target))
        case .folder: self = .folder
        default: return nil
        }
    }

    /// Nil for a file of which the blob is not known.
    package init?(_ known: RememberedItem) {
        switch known.item.content {
        case .file:
            guard let blob = known.blob else { return nil }
            self = .file(blob)
        case .link(let target): self = .link(target)
        case .folder: self = .folder
        }
    }
}
