import LockerBase

/// What a person should know of a sync that has succeeded.
enum SyncWarnings {
    static func texts(_ tree: Tree, _ plan: SyncPlan) -> [String] {
        var texts = times(tree)
        if plan.renumbered > 0 {
            texts.append(
                """
                nothing but the inode's number differs of \(plan.renumbered) files that are read again; where the file \
                system gives new ones at each mount, --ignore-inode leaves them out of account
                """)
        }
        return texts + self.texts(tree)
    }

    /// The same of a sync of both ways.
    static func both(_ tree: Tree) -> [String] { times(tree) + texts(tree) }

    private static func times(_ tree: Tree) -> [String] {
        guard let first = tree.clampedTimes.first else { return [] }
        let text = """
            \(first)\(more(tree.clampedTimes.count)): the modification time is before 1678 or after 2262, and \
            cannot be kept; the nearest is
            """
        return [text]
    }

    /// Of those, what the folder alone tells.
    static func texts(_ tree: Tree) -> [String] {
        var texts: [String] = []
        if let long = tree.longLines {
            texts.append(
                """
                \(long.first)\(more(long.count)): longer than \(IgnoreFile.maximumLine) bytes, and passed over; make the \
                pattern shorter
                """)
        }
        if let twins = tree.twins {
            let rest = twins.count - 1
            let others = rest == 0 ? "" : rest == 1 ? ", as does 1 more pair" : ", as do \(rest) more pairs"
            texts.append(
                """
                \(twins.first.first) and \(twins.first.second) differ in nothing but case, or in how letters are \
                composed\(others): devices with macOS or Windows can hold one of the two; rename one
                """)
        }
        return texts
    }

    private static func more(_ count: Int) -> String {
        count > 1 ? " and \(count - 1) more" : ""
    }
}
