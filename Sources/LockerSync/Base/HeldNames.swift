import LockerAPI
import LockerBase

/// Which paths a library has by now, and which a folder and it last agreed on.
package struct HeldNames: Sendable, KnownNames {
    private let items: SortedTable<RememberedItem>
    private let changes: SortedTable<LibraryChange>

    /// - Parameters:
    ///   - items: what was agreed on.
    ///   - changes: what the library has made of it since.
    package init(items: SortedTable<RememberedItem>, changes: SortedTable<LibraryChange>) {
        (self.items, self.changes) = (items, changes)
    }

    init(_ base: AgreedBase) {
        self.init(items: base.items, changes: base.changes)
    }

    /// Whether the library has something at `path`, or below it.
    package func contains(_ path: EntryPath) throws(LockerError) -> Bool {
        if let change = try changes.row(at: path.bytes) {
            if change.entry != nil { return true }
        } else if try items.contains(path.bytes) {
            return true
        }
        if try hasNews(below: path) { return true }
        return try hasRest(below: path)
    }

    /// Whether something at `path`, or below it, was agreed on.
    package func wasAgreed(_ path: EntryPath) throws(LockerError) -> Bool {
        if try items.contains(path.bytes) { return true }
        return try items.contains(startingWith: path.asFolder)
    }

    private func hasNews(below path: EntryPath) throws(LockerError) -> Bool {
        if changes.isEmpty { return false }
        var rows = try changes.reader(notBefore: path.asFolder)
        while let change = try rows.next(again: true), change.path.isBelow(path) {
            if change.entry != nil { return true }
        }
        return false
    }

    /// Whether something below `path` is as it was agreed on.
    private func hasRest(below path: EntryPath) throws(LockerError) -> Bool {
        if items.isEmpty { return false }
        var rows = try items.reader(notBefore: path.asFolder)
        while let known = try rows.next(again: true), known.item.path.isBelow(path) {
            if try !changes.contains(known.item.path.bytes) { return true }
        }
        return false
    }
}
