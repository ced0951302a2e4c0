import LockerBase

/// Refuses what would take most of what folder and library had in common away from one of the two. More likely a disk is
/// not mounted, it is the wrong folder, or the other device had such an accident.
struct EmptyingGuard {
    let source: WalkedFolder
    let loaded: SyncState
    let plan: MergePlan
    /// Whether what the folder does not have any more goes from the library.
    let withdraws: Bool

    private var tally: MergeTally { plan.tally }

    /// - Throws: ``LockerError/Code/failedPrecondition``.
    func check() throws(LockerError) {
        guard tally.agreed > 0 else { return }
        if tally.missing < tally.agreed, try isBare() {
            throw refusal("nothing is in it, where \(files(tally.agreed)) were in step with")
        }
        if withdraws {
            if try isUnmounted() {
                throw refusal("no disk is mounted there any more, and \(files(tally.goneThere)) would be removed from")
            }
            if isMost(tally.goneThere) {
                throw refusal("\(share(tally.goneThere)) are not in it any more, and would be removed from")
            }
        }
        let isEmptied = tally.missing == tally.agreed && tally.coming == 0
        if isEmptied && tally.goneHere > 0 || isMost(tally.goneHere) {
            throw refusal("\(share(tally.goneHere)) would be removed from it, as they are not any more in")
        }
    }

    private func isMost(_ count: Int) -> Bool { count > tally.agreed / 2 }

    /// Whether nothing is in the folder but empty folders, and what a file system itself keeps there.
    private func isBare() throws(LockerError) -> Bool {
        var items = source.tree.items.reader()
        while let item = try items.next() {
            let isFileSystems = item.path.components.last?.elementsEqual("lost+found".utf8) ?? false
            if !item.isFolder && !isFileSystems { return false }
        }
        let own = (source.subject.under?.asFolder ?? []) + Array("lost+found".utf8)
        return source.tree.skipped.allSatisfy { $0.path == own }
    }

    /// Whether a file system that was mounted at the folder or in it is gone, and with it what is to be withdrawn.
    private func isUnmounted() throws(LockerError) -> Bool {
        if loaded.isRootMounted, !source.tree.isRootMounted, tally.goneThere > 0 { return true }
        let mounts = Set(source.tree.mounts)
        for mount in loaded.mounts where !mounts.contains(mount) {
            var decisions = try plan.decisions.reader(notBefore: mount.asFolder)
            while let decision = try decisions.next(), decision.path.isBelow(mount) {
                if decision.step == .withdraw { return true }
            }
        }
        return false
    }

    private func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }

    private func share(_ count: Int) -> String { "\(count) of \(files(tally.agreed))" }

    /// - Parameter what: ends before the name of the library, or of the folder of it.
    private func refusal(_ what: String) -> LockerError {
        let place = LibraryFolder.text(source.subject.library, source.subject.under)
        return LockerError(
            .failedPrecondition,
            """
            \(EntryPath.printable(source.folder.realPath)): \(what) \(place); nothing was changed. See that it is the right \
            folder and its disk is mounted; if that is what you want, give --allow-emptying
            """)
    }
}
