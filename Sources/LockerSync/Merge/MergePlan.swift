import LockerBase

/// What a folder and its library lack of each other.
struct MergePlan {
    /// What is to be done, path by path.
    let decisions: SortedTable<MergeDecision>
    /// What is to be remembered though nothing is to be done.
    let agreed: SortedTable<StateUpdate>
    let tally: MergeTally
    /// What is renamed on either side.
    let moves: MovePlan
    /// Files that could not be read, and entries of kinds that are not known.
    let skipped: [Skipped]
    /// What is called otherwise in the folder than in the library, once that is done; and what of it is new.
    let names: PlacedNames
    let placed: [PlacedPath]
    /// What a person should know of names that may clash; nil for nothing.
    let warning: String?
}
