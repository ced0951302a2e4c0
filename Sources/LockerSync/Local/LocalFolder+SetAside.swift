import Glibc
import LockerBase
import POSIXSupport

extension LocalFolder {
    /// So many names are tried.
    private static let names = 1000

    /// Renames what is at `path`, whatever it is by now, to the first of `names` that is free. Returns the path that it has
    /// then, or why it stays.
    ///
    /// - Parameter isTaken: asked of each name, besides the disk.
    func setAside(
        _ path: EntryPath, as names: ConflictName, unless isTaken: (EntryPath) throws(LockerError) -> Bool
    ) throws(LockerError) -> Result<EntryPath, SkipReason> {
        guard let (place, there) = try self.place(of: path) else { return .failure(SkipReason("vanished")) }
        let isFolder = there.st_mode & S_IFMT == S_IFDIR
        for number in 1...LocalFolder.names {
            guard let other = names.path(for: path, isFolder: isFolder, number: number) else {
                return .failure(LocalFolder.stays("its path leaves no room for a name beside it; rename it"))
            }
            if try isTaken(other) { continue }
            let name = other.components[other.components.count - 1]
            let isRenamed = place.name.withCName { old in
                name.withCName { new in place.folder.renameUnlessThere(old, to: new) }
            }
            if isRenamed { return .success(other) }
            let failure = SystemError("renameat2", on: "\(path)")
            if failure.isShortage { throw LockerError(failure) }
            if failure.number != EEXIST {
                return .failure(LocalFolder.stays("it cannot be renamed: \(failure.reason)"))
            }
        }
        return .failure(LocalFolder.stays("no name beside it is free; rename it"))
    }

    private static func stays(_ reason: String) -> SkipReason {
        SkipReason("it is another one in the library, and \(reason)")
    }
}
