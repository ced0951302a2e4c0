import LockerBase

/// Finds folders all of whose content goes to the same names in another folder, one that is not there yet: such a one is
/// renamed as a whole. Of 100,000 files in 100 folders that takes a quarter of the time of as many renames.
struct FolderMoves {
    struct Move {
        let old: EntryPath
        let new: EntryPath
        /// How many files move with it: so many of ``MovePlan/here``.
        let files: Int
    }

    private let plan: MergePlan
    private let tree: Tree
    private let root: TreeRoot
    /// Folders that were looked at in vain, by their new paths.
    private var refused: Set<[UInt8]> = []

    init(_ round: BothRound) {
        (plan, tree, root) = (round.plan, round.source.tree, round.source.root)
    }

    /// The outermost folder with which the moves from that of number `index` on are done; nil when there is none.
    mutating func move(at index: Int) throws(LockerError) -> Move? {
        // What nobody could look at, and what has another name here, is not to go along unseen.
        guard tree.skipped.isEmpty, tree.unread.isEmpty, tree.mounts.isEmpty, root.names.isEmpty else { return nil }
        let (old, new) = try paths(of: plan.moves.here[index])
        var shared = zip(old.components.reversed(), new.components.reversed()).prefix { $0.0 == $0.1 }.count
        shared = min(shared, min(old.components.count, new.components.count) - root.leading - 1)
        while shared > 0 {
            let (from, to) = (FolderMoves.dropping(shared, of: old), FolderMoves.dropping(shared, of: new))
            if !refused.contains(to.bytes) {
                let move = try Move(old: from, new: to, files: tree.items.count(below: from))
                if try isWhole(move, from: index) { return move }
                refuse(move)
            }
            shared -= 1
        }
        return nil
    }

    /// Takes note that a folder is not to be renamed.
    mutating func refuse(_ move: Move) { refused.insert(move.new.bytes) }

    /// Whether all that is in the folder goes, nothing else comes into it, and nothing is where it goes.
    private func isWhole(_ move: Move, from index: Int) throws(LockerError) -> Bool {
        guard index + move.files <= plan.moves.here.count,
            try plan.decisions.count(below: move.old) == move.files,
            try tree.excluded.count(below: move.old) + tree.items.count(below: move.new) == 0,
            try !tree.items.contains(move.new.bytes)
        else { return false }
        // What is remembered stays where it is looked for.
        if let own = tree.passedOver, own == move.old || own.isBelow(move.old) { return false }
        for one in plan.moves.here[index..<index + move.files] {
            let (old, new) = try paths(of: one)
            guard old.isBelow(move.old), new.isBelow(move.new),
                old.bytes.dropFirst(move.old.bytes.count).elementsEqual(new.bytes.dropFirst(move.new.bytes.count))
            else { return false }
        }
        return true
    }

    private func paths(of move: (to: Int32, from: Int32)) throws(LockerError) -> (old: EntryPath, new: EntryPath) {
        let (old, new) = try (plan.decisions.key(at: Int(move.from)), plan.decisions.key(at: Int(move.to)))
        return (EntryPath(known: old), EntryPath(known: new))
    }

    private static func dropping(_ count: Int, of path: EntryPath) -> EntryPath {
        EntryPath(known: Array(path.components.dropLast(count).joined(separator: [UInt8(ascii: "/")])))
    }
}
