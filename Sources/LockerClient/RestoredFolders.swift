import Glibc
import LockerBase
import POSIXSupport

/// The folders that a restore has been in, for all of its threads.
final class RestoredFolders: Sendable {
    private let claims: RestoreClaims
    private let known = Monitor<Set<[UInt8]>>([])

    init(_ claims: RestoreClaims = RestoreClaims()) {
        self.claims = claims
    }

    /// Lets the open `folder` be the one of `path`. What killed processes have left in one that was there is removed.
    ///
    /// - Parameter isMade: whether it was just made, under this very name.
    /// - Throws: EEXIST, with the other name, when the disk takes it for another folder of the library.
    func admit(
        _ folder: Descriptor, at path: [UInt8], in parent: Descriptor, isMade: Bool, _ listings: FolderListings
    ) throws(SystemError) {
        guard !known.withLock({ $0.contains(path) }) else { return }
        let status = try folder.status()
        let start = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        let other = isMade ? nil : try listings.otherName(of: path[start...], in: parent, status)
        // Another thread may have found it by another name, even before the one that made it comes here.
        if let owner = claims.claim(RestoreClaims.Found(status, listed: other.map { path[..<start] + $0 }), for: path) {
            throw SystemError("openat", on: EntryPath.printable(owner), number: EEXIST)
        }
        known.withLock { _ = $0.insert(path) }
        if !isMade { TemporaryFiles.removeLeftovers(among: try listings.read(folder), of: folder) }
    }
}
