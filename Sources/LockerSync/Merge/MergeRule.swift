import LockerAPI
import LockerBase

/// Decides what is to become of a path, by what it is in the folder, by what was agreed on, and in the library.
///
/// What changed on one side goes to the other. Where both changed, content decides: the same is agreed on, and of times
/// and permission bits the library's count; what changed goes before what was removed; what differs stays twice, and the
/// library's, which came first, keeps its name. Empty folders give way to whatever else is there.
package struct MergeRule: Sendable {
    private let ignoring: StampMask
    private let rehash: Bool

    /// - Parameters:
    ///   - ignoring: what of files' stamps is left out of account.
    ///   - rehash: whether every file is to be read.
    package init(ignoring: StampMask = [], rehash: Bool = false) {
        (self.ignoring, self.rehash) = (ignoring, rehash)
    }

    /// - Parameter read: what the local file holds, once it was read.
    package func verdict(on sides: ThreeSides, read: EntryContent? = nil) -> MergeVerdict {
        let isHere = isAsAgreed(sides, read)
        let isThere = sides.isHeldAsAgreed
        if isHere && isThere { return .unchanged }
        guard let local = sides.local else { return absent(sides, isThere) }
        guard let entry = sides.held else { return alone(sides, local, isHere, read) }
        guard let there = EntryContent(entry) else { return .step(.leave) }
        let base = sides.base.flatMap { EntryContent($0) }
        if isHere { return .step(there == base ? .adopt : .place) }
        if isThere {
            guard sides.isLikelyAsAgreed else { return .step(.send) }
            guard let here = content(of: local, sides, read) else { return .unread }
            return here == there ? .agreed : .step(.send)
        }
        return facing(sides, local, there, base, read)
    }

    /// What the local file or link holds as far as that is known without reading, and after that.
    package func content(of local: TreeItem, _ sides: ThreeSides, _ read: EntryContent?) -> EntryContent? {
        switch local.content {
        case .folder: return .folder
        case .link(let target): return .link(target)
        case .file(let stamp):
            if let read { return read }
            if !rehash, let known = sides.known, let own = known.item.stamp, let blob = known.blob,
                own.without(ignoring) == stamp.without(ignoring)
            {
                return .file(blob)
            }
            return sides.mayBeKnown(stamp.size) ? nil : .other
        }
    }

    private func isAsAgreed(_ sides: ThreeSides, _ read: EntryContent?) -> Bool {
        guard let local = sides.local, let base = sides.base else { return sides.local == nil && sides.base == nil }
        guard base.item.isSame(as: local, ignoring: ignoring) else { return false }
        if local.stamp == nil { return true }
        guard let read else { return !rehash }
        return read == EntryContent(base)
    }

    /// Of what the folder does not have.
    private func absent(_ sides: ThreeSides, _ isThere: Bool) -> MergeVerdict {
        guard let entry = sides.held else { return .agreed }
        if isThere { return .step(.withdraw) }
        guard let there = EntryContent(entry) else { return .step(.leave) }
        guard let base = sides.base.flatMap({ EntryContent($0) }) else { return .step(.place) }
        if there == base { return .step(.withdraw) }
        return .step(.place, there == .folder || base == .folder ? .quiet : .back)
    }

    /// Of what the library does not have.
    private func alone(
        _ sides: ThreeSides, _ local: TreeItem, _ isHere: Bool, _ read: EntryContent?
    ) -> MergeVerdict {
        if isHere { return .step(.remove) }
        guard let base = sides.base.flatMap({ EntryContent($0) }) else { return .step(.send) }
        if base == .folder || local.isFolder { return .step(local.isFolder && base == .folder ? .remove : .send) }
        guard let here = content(of: local, sides, read) else { return .unread }
        return here == base ? .step(.remove) : .step(.send, .stays)
    }

    /// Of what both have, neither as it was agreed on.
    private func facing(
        _ sides: ThreeSides, _ local: TreeItem, _ there: EntryContent, _ base: EntryContent?, _ read: EntryContent?
    ) -> MergeVerdict {
        if local.isFolder { return .step(there == .folder ? .adopt : .place) }
        guard let here = content(of: local, sides, read) else { return .unread }
        if here == there { return .step(.adopt) }
        if let base, here == base { return .step(.place) }
        if there == base || there == .folder { return .step(.send) }
        return .step(.setAside, .changedInBoth)
    }
}
