import LockerAPI
import LockerBase
import LockerClient

/// Brings what is remembered in line with what happened to the library since.
struct StateLineage {
    let library: LibraryReader

    /// What of `state` is still as the library's newest `revision` holds it; nothing when the state is of another
    /// library of the same name, or of a revision that the library does not have.
    func current(_ state: SyncState, at revision: UInt64) throws(LockerError) -> SyncState {
        let fresh = SyncState(subject: state.subject, revision: revision)
        guard state.revision > 0, state.revision <= revision else { return fresh }
        // A library has all revisions up to its newest, but for those that have expired.
        guard let created = try created(state.revision) else { return try listed(state, at: revision) }
        guard created == state.revisionCreated else { return fresh }
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
        var state = state
        state.revision = try library.forEachChangePage(since: state.revision, until: revision) { changes in
            for change in changes {
                guard let path = try? EntryPath(change.path), let known = state.items[path] else { continue }
                // What this client committed itself shows up here too, and is as it is remembered.
                if !change.hasEntry || !known.isHeld(by: change.entry) { state.items[path] = nil }
            }
        }
        return state
    }

    /// What of `state` the library has, by all that it has.
    private func listed(_ state: SyncState, at revision: UInt64) throws(LockerError) -> SyncState {
        var listed = SyncState(subject: state.subject)
        listed.revision = try library.forEachPage(revision: revision) { entries in
            for entry in entries {
                guard let path = try? EntryPath(entry.path), let known = state.items[path] else { continue }
                if known.isHeld(by: entry) { listed.items[path] = known }
            }
        }
        return listed
    }

    /// When `revision` was made; nil when the library has no such revision.
    func created(_ revision: UInt64) throws(LockerError) -> Int64? {
        do {
            let found = try library.revisions(before: revision &+ 1, limit: 1).first
            return found?.number == revision ? found?.created : nil
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }
}

extension RememberedItem {
    /// Whether `entry` is what this item was sent as.
    fileprivate func isHeld(by entry: Locker_V1_Entry) -> Bool {
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
