/// Where packs are kept. Those that grow are listed, opened and removed like those that are sealed, and have sealed
/// packs' names: a pack that is sealed keeps its own.
public protocol PackStorage: GrowingPacks, SealedPacks {
    /// Gives a sealed pack the name `path` as well, which nothing has, without copying it. False when that is not to be
    /// had: another file system, no files at all.
    func link(_ name: PackName, to path: String) throws(StorageError) -> Bool
}

extension PackStorage {
    /// Never: what has no files has no second names.
    public func link(_ name: PackName, to path: String) throws(StorageError) -> Bool { false }
}
