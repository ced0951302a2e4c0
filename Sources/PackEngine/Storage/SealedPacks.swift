/// Where packs lie that are sealed. One is never changed in place: it is put whole, read, and removed.
public protocol SealedPacks: Sendable {
    /// Makes a sealed pack of `bytes`, in the place of the one that has the name, if any. At every moment, also after a
    /// crash, the name has all of the old bytes or all of the new ones; the new ones for good when this returns. When it
    /// fails, either may be there. Doing it again is harmless, and so is doing it in several threads at once.
    func put(_ name: PackName, _ bytes: any PackBytes) throws(StorageError)

    /// The packs there are, in no particular order, with the bytes of each.
    func list() throws(StorageError) -> [PackName: Int]

    /// Opens a pack that exists, to be read.
    func open(_ name: PackName) throws(StorageError) -> any StoredPack

    /// Removes a pack. A crash soon after may bring it back.
    ///
    /// - Throws: `notFound` when there is none of that name.
    func remove(_ name: PackName) throws(StorageError)
}
