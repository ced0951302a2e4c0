import POSIXSupport

/// Where packs are kept. Sealed packs are immutable and named once, so that a store of objects can stand here too.
public protocol PackStorage: Sendable {
    /// The packs there are, in no particular order, with the bytes of each.
    func list() throws(SystemError) -> [PackName: Int]

    /// Makes an empty pack that survives a crash from here on. It must not exist.
    func create(_ name: PackName) throws(SystemError) -> any PackFile

    /// Opens a pack that exists, to be read, or to be recovered when `writable`.
    func open(_ name: PackName, writable: Bool) throws(SystemError) -> any PackFile

    /// Removes a pack; open files of it can still be read. A crash soon after may bring it back.
    func remove(_ name: PackName) throws(SystemError)

    /// Gives a sealed pack the name `path` as well, which nothing has, without copying it. False when that is not to be
    /// had: another file system, no files at all.
    func link(_ name: PackName, to path: String) throws(SystemError) -> Bool
}

extension PackStorage {
    /// Never: what has no files has no second names.
    public func link(_ name: PackName, to path: String) throws(SystemError) -> Bool { false }
}
