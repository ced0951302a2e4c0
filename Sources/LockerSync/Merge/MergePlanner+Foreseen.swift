import LockerBase

extension MergePlanner {
    /// Foresees what of all that comes the disk takes for each other. Where only some of it would be known, a dry run alone
    /// looks: another run sees what becomes of it.
    static func foreseen(_ source: WalkedFolder, _ base: AgreedBase, _ options: SyncOptions) -> ForeseenNames? {
        // One that comes has nothing to be taken for.
        guard base.changes.count > 1 else { return nil }
        let folding = NameFolding.of(source.folder.descriptor)
        if case .untold = folding, !options.dryRun { return nil }
        // On another disk in the folder all names may be told apart.
        if !source.tree.mounts.isEmpty, !options.dryRun { return nil }
        let changes = base.changes
        return ForeseenNames(folding, leading: source.root.leading) { () throws(LockerError) in
            try TwinPaths.find(in: changes)
        }
    }
}
