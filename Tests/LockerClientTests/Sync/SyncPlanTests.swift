import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct SyncPlanTests {
    private func tree(_ body: (String) throws -> Void) throws -> Tree {
        try withTemporaryDirectory { folder in
            try body(folder)
            return try TreeWalker.walk(Array(folder.utf8))
        }
    }

    private func remembered(_ items: [TreeItem]) throws -> SortedTable<RememberedItem> {
        try SortedTable(items.map { RememberedItem(item: $0, blob: .zero) })
    }

    @Test func `what is remembered as it is stays, the rest is sent`() throws {
        let tree = try tree { folder in
            for name in ["old", "touched", "new"] { try makeFile("\(folder)/\(name)", [1, 2]) }
        }
        let known = try tree.items.rows().filter { $0.path.description != "new" }.map { item in
            guard item.path.description == "touched", let stamp = item.stamp else { return item }
            let earlier = FileStamp(
                size: stamp.size, modified: stamp.modified - 1, changed: stamp.changed, inode: stamp.inode)
            return TreeItem(path: item.path, modified: item.modified - 1, content: .file(earlier))
        }
        let plan = try SyncPlan(tree: tree, remembered: remembered(known), rehash: false)
        #expect(try plan.unchanged.rows().map(\.item.path.description) == ["old"])
        #expect(try plan.files.rows().map(\.path.description) == ["new", "touched"])
        #expect(plan.hasNewPaths)
    }

    @Test func `a rehash reads every file, and sends no link again`() throws {
        let tree = try tree { folder in
            try makeFile("\(folder)/song", [1])
            try #require(symlink("song", "\(folder)/link") == 0)
        }
        let plan = try SyncPlan(tree: tree, remembered: remembered(tree.items.rows()), rehash: true)
        #expect(try plan.files.rows().map(\.path.description) == ["song"])
        #expect(try plan.unchanged.rows().map(\.item.path.description) == ["link"])
        #expect(plan.others.isEmpty && !plan.hasNewPaths)
    }
}
