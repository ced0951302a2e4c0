import LockerBase

/// Tells which paths are taken by what a library has, for things that are to have names beside those.
protocol KnownNames {
    /// Whether the library has something at `path`, or below it.
    func contains(_ path: EntryPath) throws(LockerError) -> Bool
    /// Whether something at `path`, or below it, was agreed on.
    func wasAgreed(_ path: EntryPath) throws(LockerError) -> Bool
}
