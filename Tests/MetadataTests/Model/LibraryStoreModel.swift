import LockerBase
import Metadata
import POSIXSupport

struct LibraryStoreModel: LibraryStore {
    let content: Monitor<Content>

    func library(named name: String, of account: Account) throws(LockerError) -> Library? {
        content.withLock { $0.tree(named: name, of: account.id)?.library }
    }

    func all(of account: Account) throws(LockerError) -> [Library] {
        content.withLock { $0.trees(of: account.id).map(\.library) }
    }

    func ensure(named name: String, of account: Account) throws(LockerError) -> Library {
        try Library.checkName(name)
        return try content.withLock { (content) throws(LockerError) in
            if let tree = content.tree(named: name, of: account.id) { return tree.library }
            try content.holdings(of: account.id).checkHasRoomForALibrary()
            content.highestLibrary += 1
            let tree = Content.Tree(id: content.highestLibrary, account: account.id, name: name)
            content.trees[tree.id] = tree
            return tree.library
        }
    }

    func forgetEmpty(_ library: Library) throws(LockerError) {
        content.withLock { if $0.trees[library.id]?.newest == 0 { $0.trees[library.id] = nil } }
    }

    func newestRevisions() throws(LockerError) -> [Int64: Int64] {
        content.withLock { $0.trees.mapValues(\.newest) }
    }

    func set(_ source: Source, of library: Library) throws(LockerError) {
        try change(library) { (tree, _) in tree.source = source }
    }

    func retention(of library: Library) throws(LockerError) -> OwnRetention {
        try content.withLock { (content) throws(LockerError) in try content.tree(of: library).retention }
    }

    func anyKeepsWithin() throws(LockerError) -> Bool {
        content.withLock { content in content.trees.values.contains { $0.retention.keepWithin != nil } }
    }

    func set(_ retention: OwnRetention, of library: Library) throws(LockerError) {
        try retention.check()
        try change(library) { (tree, _) in tree.retention = retention }
    }

    func rename(_ library: Library, to name: String) throws(LockerError) {
        try Library.checkName(name)
        try change(library) { (tree, content) throws(LockerError) in
            guard content.tree(named: name, of: tree.account) == nil else { throw Library.nameIsTaken(name) }
            tree.name = name
        }
    }

    func remove(_ library: Library) throws(LockerError) {
        try content.withLock { (content) throws(LockerError) in
            content.trees[try content.tree(of: library).id] = nil
        }
    }

    private func change(
        _ library: Library, _ body: (inout Content.Tree, Content) throws(LockerError) -> Void
    ) throws(LockerError) {
        try content.withLock { (content) throws(LockerError) in
            var tree = try content.tree(of: library)
            try body(&tree, content)
            content.trees[tree.id] = tree
        }
    }
}
