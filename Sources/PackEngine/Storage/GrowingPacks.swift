/// Where packs are written until they are sealed: a disk, whatever those that are sealed lie on.
public protocol GrowingPacks: Sendable {
    /// Makes an empty pack that survives a crash from here on.
    ///
    /// - Throws: `alreadyExists` when there is a pack of that name.
    func create(_ name: PackName) throws(StorageError) -> any GrowingPack

    /// Goes on with a pack that was created and that nobody sealed, as a crash left it.
    ///
    /// - Throws: `sealed` when it is.
    func resume(_ name: PackName) throws(StorageError) -> any GrowingPack
}
