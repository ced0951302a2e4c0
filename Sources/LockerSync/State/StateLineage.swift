import LockerAPI
import LockerBase
import LockerClient

/// Brings what is remembered in line with what happened to the library since.
struct StateLineage {
    let library: LibraryReader
    /// Takes what is left of what is remembered.
    let store: PageStore
    /// Whether all that the library has is to be looked at, whatever is remembered.
    var listsAll = false

    /// What of `state` is still as the library's newest `revision` holds it; nothing when the state is of another
    /// library of the same name, or of a revision that the library does not have.
    func current(_ state: SyncState, at revision: UInt64) throws(LockerError) -> SyncState {
        var current = try left(of: state, at: revision)
        if current.revision > 0, current.revision != state.revision || current.revisionCreated == 0 {
            current.revisionCreated = try library.created(current.revision) ?? 0
        }
        return current
    }

    private func left(of state: SyncState, at revision: UInt64) throws(LockerError) -> SyncState {
        let fresh = SyncState(subject: state.subject, revision: revision)
        guard state.revision > 0, state.revision <= revision else { return fresh }
        // A library has all revisions up to its newest, but for those that have expired, also between others.
        guard let created = try library.created(state.revision) else { return try listed(state, at: revision) }
        guard created == state.revisionCreated else { return fresh }
        if state.isMixed || listsAll { return try listed(state, at: revision) }
        guard state.revision < revision else { return state }
        do {
            return try changed(state, at: revision)
        } catch let error where error.code == .notFound {
            // It expired at this moment.
            return try listed(state, at: revision)
        }
    }

    /// What of `state` the changes since its revision leave.
    private func changed(_ state: SyncState, at revision: UInt64) throws(LockerError) -> SyncState {
        var (state, dropped) = (state, TableWriter<RememberedItem>(to: store))
        let items = state.items
        state.revision = try library.forEachChangePage(since: state.revision, until: revision) {
            (changes) throws(LockerError) in
            for change in changes {
                guard let known = try items.row(at: Array(change.path)) else { continue }
                // What this client committed itself shows up here too, and is as it is remembered.
                if !change.hasEntry || !known.isHeld(by: change.entry) { dropped.append(known) }
            }
        }
        let gone = try dropped.finish()
        if !gone.isEmpty {
            state.items = try items.filter(to: store) { (item) throws(LockerError) in try !gone.contains(item.key) }
        }
        return state
    }

    /// What of `state` the library has, by all that it has.
    private func listed(_ state: SyncState, at revision: UInt64) throws(LockerError) -> SyncState {
        var (listed, items) = (SyncState(subject: state.subject), TableWriter<RememberedItem>(to: store))
        listed.revision = try library.forEachPage(revision: revision) { (entries) throws(LockerError) in
            for entry in entries {
                guard let known = try state.items.row(at: Array(entry.path)) else { continue }
                if known.isHeld(by: entry) { items.append(known) }
            }
        }
        listed.items = try items.finish()
        // Where nothing is as it was sent, it may be another library.
        listed.isSource = state.isSource && !listed.items.isEmpty
        return listed
    }
}

extension LibraryReader {
    /// When `revision` was made; nil when the library has no such revision.
    func created(_ revision: UInt64) throws(LockerError) -> Int64? {
        do {
            let found = try revisions(before: revision &+ 1, limit: 1).first
            return found?.number == revision ? found?.created : nil
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }
}

extension RememberedItem {
    /// Whether `entry` is what this item was sent as.
    func isHeld(by entry: Locker_V1_Entry) -> Bool {
        guard entry.modified == item.modified else { return false }
        // A daemon that is older than permission bits tells none.
        if entry.hasMode, let mode = item.mode, entry.mode != mode { return false }
        return switch item.content {
        case .file: entry.kind == .file && blob.map { $0.bytes.elementsEqual(entry.blob) } ?? false
        case .link(let target): entry.kind == .symlink && target.elementsEqual(entry.target)
        case .folder: entry.kind == .folder
        }
    }
}
