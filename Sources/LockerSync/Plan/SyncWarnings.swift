import LockerBase

/// What a person should know of a sync that has succeeded.
enum SyncWarnings {
    static func texts(_ tree: Tree, _ plan: SyncPlan) -> [String] {
        var texts: [String] = []
        if let first = tree.clampedTimes.first {
            texts.append(
                """
                \(first)\(more(tree.clampedTimes.count)): the modification time is before 1678 or after 2262, and \
                cannot be kept; the nearest is
                """)
        }
        if plan.renumbered > 0 {
            texts.append(
                """
                nothing but the inode's number differs of \(plan.renumbered) files that are read again; where the file \
                system gives new ones at each mount, --ignore-inode leaves them out of account
                """)
        }
        return texts
    }

    private static func more(_ count: Int) -> String {
        count > 1 ? " and \(count - 1) more" : ""
    }
}
