import Glibc
import LockerBase
import POSIXSupport

/// What lay in the places of a transfer when it was planned: nothing else is replaced. And what lies there since.
final class PlannedPlaces: Sendable {
    private let found: [EntryPath: TreeItem]
    private let ignoring: StampMask
    private let put = Monitor<[EntryPath: TreeItem]>([:])

    /// Why something stays as it is.
    static let reason = "it changed while the library's version was on its way; the next run looks at both"

    /// - Parameters:
    ///   - found: the files and links that may be replaced, as they were.
    ///   - ignoring: what of their stamps is left out of account.
    init(_ found: [EntryPath: TreeItem], ignoring: StampMask) {
        self.found = found
        self.ignoring = ignoring
    }

    /// What is to be done where `there` lies now; nil where that is a folder's place.
    func state(of there: stat, for wanted: WantedItem, at place: Placement) -> PlaceState? {
        if case .folder = wanted.kind { return nil }
        return isPlanned(there, wanted.path, place) ? .replaceable : .occupied(PlannedPlaces.reason)
    }

    /// Whether nothing lies in the place of `path` but what may be replaced.
    func isStillPlanned(_ path: EntryPath, _ place: Placement) throws(SystemError) -> Bool {
        try place.status().map { isPlanned($0, path, place) } ?? true
    }

    /// Takes note of what was put at a path.
    func note(_ item: TreeItem?) {
        if let item { put.withLock { $0[item.path] = item } }
    }

    /// What was put at `path`; nil where nothing was.
    func item(at path: EntryPath) -> TreeItem? { put.withLock { $0[path] } }

    private func isPlanned(_ there: stat, _ path: EntryPath, _ place: Placement) -> Bool {
        guard let item = found[path], let now = place.item(at: path, there) else { return false }
        return item.isSame(as: now, ignoring: ignoring)
    }
}
