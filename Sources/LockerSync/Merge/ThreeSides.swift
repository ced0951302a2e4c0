import LockerAPI
import LockerBase

/// What is at one path: in the folder, by what was agreed on, and in the library.
package struct ThreeSides: Sendable {
    package let path: EntryPath
    /// What the folder has, as it was looked at last.
    package var local: TreeItem?
    /// What is remembered of it.
    package let known: RememberedItem?
    /// Whether that is what was agreed on.
    package let isAgreed: Bool
    /// What the library has made of it since; nil: nothing.
    package let change: LibraryChange?

    package init(
        _ path: EntryPath, local: TreeItem?, known: RememberedItem? = nil, isAgreed: Bool = true,
        change: LibraryChange? = nil
    ) {
        (self.path, self.local, self.known) = (path, local, known)
        (self.isAgreed, self.change) = (isAgreed, change)
    }

    /// What was agreed on.
    var base: RememberedItem? { isAgreed ? known : nil }

    /// What the library has.
    var held: Locker_V1_Entry? {
        if let change { return change.entry }
        return base.map { Locker_V1_Entry($0) }
    }

    /// Whether the library has what was agreed on.
    var isHeldAsAgreed: Bool {
        guard let change else { return true }
        guard let entry = change.entry, let base else { return change.entry == nil && base == nil }
        return base.isHeld(by: entry)
    }

    /// Whether a local file of this length may hold what it is compared with.
    func mayBeKnown(_ size: Int) -> Bool {
        if let stamp = base?.item.stamp, stamp.isUnsettled || stamp.size == size { return true }
        guard let entry = change?.entry, entry.kind == .file else { return false }
        return Int(clamping: entry.size) == size
    }

    /// Whether the file here has the time and the permission bits that were agreed on, so that its content may be as well.
    var isLikelyAsAgreed: Bool {
        guard let base, let local, base.item.stamp != nil, local.stamp != nil else { return false }
        guard base.item.modified == local.modified else { return false }
        return base.item.mode == nil || local.mode == nil || base.item.mode == local.mode
    }
}
