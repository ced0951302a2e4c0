import Glibc
import LockerBase
import POSIXSupport

/// The folders that a restore has been in, for all of its threads.
final class RestoredFolders: Sendable {
    private struct Seen {
        /// With whether they were made.
        var admitted: [[UInt8]: Bool] = [:]
        /// Those that are none of their own on the disk, so that its folder is not listed for each of their entries.
        var refused: [[UInt8]: SystemError] = [:]
    }

    private let claims: RestoreClaims
    private let made: MadeFolders
    private let isRehearsal: Bool
    private let seen = Monitor(Seen())

    /// - Parameters:
    ///   - made: the folders that were made before, and are as this restore's own.
    ///   - isRehearsal: whether all that is there is left as it is.
    init(_ claims: RestoreClaims, made: MadeFolders, isRehearsal: Bool) {
        (self.claims, self.made, self.isRehearsal) = (claims, made, isRehearsal)
    }

    /// Lets a folder that was opened be the one of its path. What killed processes have left in one that was there is
    /// removed.
    ///
    /// - Parameter isMade: whether it was just made, under this very name.
    /// - Returns: whether this restore has made it.
    /// - Throws: EEXIST, with the other name, when the disk takes it for another folder of the library; ENOTUNIQ when
    ///   it may, and does not tell.
    func admit(
        _ opened: FolderCursor.Opened, isMade: Bool, _ listings: FolderListings
    ) throws(SystemError) -> Bool {
        let (folder, path) = (opened.folder, opened.path)
        if let isOwn = try verdict(on: path) { return isOwn }
        if !isMade {
            // The thread that has just made it comes first.
            claims.inTurn {}
            if let isOwn = try verdict(on: path) { return isOwn }
        }
        let status = try folder.status()
        if isMade, !FileSystemKind(of: folder).listsAsGiven { made.note(status, at: path) }
        let maker = made.path(of: status)
        if let maker, maker != path { throw refuse(path, EEXIST, for: maker) }
        let isSame = isMade || maker != nil
        let listing: NameListing = isSame ? .same : try listings.listing(of: opened.name, in: opened.parent, status)
        let found = FoundItem(status, listing, at: path)
        if found.isUntold, try claims.hasTwin(path) { throw refuse(path, ENOTUNIQ, for: path) }
        // Another thread may have found it by another name, even before the one that made it comes here.
        if let owner = try claims.claim(found, for: path) { throw refuse(path, EEXIST, for: owner) }
        seen.withLock { $0.admitted[path] = isMade }
        if isMade || isRehearsal { return isMade }
        TemporaryFiles.removeLeftovers(among: try listings.read(folder).lazy.map(\.name), of: folder)
        return false
    }

    /// Whether this restore has made what it has let be the folder of its path before.
    private func verdict(on path: [UInt8]) throws(SystemError) -> Bool? {
        let (admitted, refusal) = seen.withLock { ($0.admitted[path], $0.refused[path]) }
        if let refusal, admitted == nil { throw refusal }
        return admitted
    }

    private func refuse(_ path: [UInt8], _ number: Int32, for owner: [UInt8]) -> SystemError {
        let refusal = SystemError("openat", on: EntryPath.printable(owner), number: number)
        seen.withLock { $0.refused[path] = refusal }
        return refusal
    }
}
