import LockerBase

/// What a sync has to do, found by comparing a folder with what is remembered and what the library holds.
public struct SyncPlan: Sendable {
    /// What stays as the library has it.
    public private(set) var unchanged: [SyncState.Known] = []
    /// Regular files to read and send, in path order.
    public private(set) var files: [TreeItem] = []
    /// Links and empty folders to stage.
    public private(set) var others: [TreeItem] = []
    /// Whether something is sent whose path was not remembered: it may be in the way of what the library holds.
    public private(set) var hasNewPaths = false

    /// Compares `tree` with what is `remembered` of it. With `rehash`, every regular file is read.
    public init(tree: Tree, remembered: [EntryPath: SyncState.Known], rehash: Bool) {
        for item in tree.items {
            let known = remembered[item.path]
            if let known, known.item == item, !(rehash && item.stamp != nil) {
                unchanged.append(known)
                continue
            }
            if known == nil { hasNewPaths = true }
            if item.stamp == nil { others.append(item) } else { files.append(item) }
        }
    }
}
