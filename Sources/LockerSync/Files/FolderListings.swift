import Glibc
import LockerBase
import POSIXSupport

/// The names that folders list, of the last few that were asked for. For one thread.
///
/// A disk may find a file by other names than the one it lists: without regard to case, or to how a letter is composed.
final class FolderListings {
    /// How many folders stay open for it.
    static let kept = 8

    private let onRead: (_ names: FolderNames, _ folder: Descriptor) -> Void
    private var recent: [(folder: Descriptor, names: FolderNames)] = []

    /// - Parameter onRead: hears of what is listed.
    init(onRead: @escaping (_ names: FolderNames, _ folder: Descriptor) -> Void = { _, _ in }) {
        self.onRead = onRead
    }

    /// The name under which `folder` lists the file that it finds by `name` and says `status` of.
    func listing(
        of name: some Collection<UInt8>, in folder: Descriptor, _ status: stat
    ) throws(SystemError) -> NameListing {
        let name = Array(name)
        if recent.first(where: { $0.folder === folder })?.names.contains(name) ?? false { return .same }
        // It may have come after the folder was read.
        let names = try read(folder)
        if names.contains(name) { return .same }
        let wanted = FileIdentity(status)
        let folded = FoldedName.text(name)
        let likely = names.lazy.map(\.name).filter { FoldedName.text($0) == folded }
        let isIt = { (other: [UInt8]) in
            var found = stat()
            let isThere = other.withCName { fstatat(folder.number, $0, &found, AT_SYMLINK_NOFOLLOW) } == 0
            return isThere && FileIdentity(found) == wanted
        }
        // Some file systems give a file another inode's number under each of its names.
        let found = likely.first(where: isIt) ?? likely.first ?? names.lazy.map(\.name).first(where: isIt)
        return found.map(NameListing.other) ?? .untold
    }

    /// Reads the names of `folder`, whatever is known of it.
    @discardableResult
    func read(_ folder: Descriptor) throws(SystemError) -> FolderNames {
        var names = try readFolder(folder)
        names.sort()
        onRead(names, folder)
        recent.removeAll { $0.folder === folder }
        if recent.count == FolderListings.kept { recent.removeFirst() }
        recent.append((folder, names))
        return names
    }
}
