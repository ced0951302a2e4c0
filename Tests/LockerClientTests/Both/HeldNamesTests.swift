import Foundation
import LockerAPI
import LockerBase
import LockerSync
import Testing

/// What a library has by now, by what was agreed on and what has changed since.
@Suite struct HeldNamesTests {
    private func held(_ agreed: [String], added: [String] = [], removed: [String] = []) throws -> HeldNames {
        var items: [RememberedItem] = []
        for path in agreed.sorted() {
            let item = TreeItem(path: try EntryPath(path), modified: 1, content: .link(target: [0x2E]))
            items.append(RememberedItem(item: item, blob: nil))
        }
        var changes: [LibraryChange] = []
        for path in (added + removed).sorted() {
            var entry = Locker_V1_Entry()
            entry.path = Data(path.utf8)
            changes.append(LibraryChange(try EntryPath(path), added.contains(path) ? entry : nil))
        }
        return HeldNames(items: try SortedTable(items), changes: try SortedTable(changes))
    }

    @Test func `what was agreed on and what came is there, and what went is not`() throws {
        let held = try held(["a", "b"], added: ["c"], removed: ["b"])
        let found = try ["a", "b", "c", "d"].filter { try held.contains(EntryPath($0)) }
        #expect(found == ["a", "c"])
    }

    @Test func `a folder is there while something in it is`() throws {
        let held = try held(
            ["Gone/1", "Half/1", "Half/2", "Kept/1"], added: ["New/1", "Turned/2"],
            removed: ["Gone/1", "Half/1", "Turned/1"])
        let found = try ["Gone", "Hal", "Half", "Kept", "New", "Turned"].filter { try held.contains(EntryPath($0)) }
        #expect(found == ["Half", "Kept", "New", "Turned"])
    }

    @Test func `what was agreed on is known, whatever became of it`() throws {
        let held = try held(["Gone/1", "a"], added: ["c"], removed: ["Gone/1", "a"])
        let found = try ["Go", "Gone", "Gone/1", "a", "c"].filter { try held.wasAgreed(EntryPath($0)) }
        #expect(found == ["Gone", "Gone/1", "a"])
    }
}
