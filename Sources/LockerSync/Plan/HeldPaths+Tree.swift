import LockerBase

extension HeldPaths {
    /// The paths in `tree` of what is more than an empty folder, and of what may be. What a file system itself keeps in
    /// its root folder (`lost+found`) is nothing.
    init(substanceOf tree: Tree, store: PageStore) throws(LockerError) {
        func isSomething(_ path: EntryPath) -> Bool {
            !(path.components.last?.elementsEqual("lost+found".utf8) ?? false)
        }
        var writer = TableWriter<HeldPath>(to: store)
        // What could not be read was skipped, too.
        let passed = Set(tree.unread + tree.skipped.compactMap { try? EntryPath($0.path) })
        var others = passed.filter(isSomething).sorted(by: >)
        var items = tree.items.reader()
        while let item = try items.next() {
            while let other = others.last, other < item.path { writer.append(HeldPath(others.removeLast())) }
            if !item.isFolder, isSomething(item.path) { writer.append(HeldPath(item.path)) }
        }
        for other in others.reversed() { writer.append(HeldPath(other)) }
        self.init(try writer.finish())
    }
}
