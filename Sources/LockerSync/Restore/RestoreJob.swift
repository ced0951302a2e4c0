import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Puts entries of one revision under a folder, one after the other. For one thread.
final class RestoreJob {
    private let connection: LockerConnection
    private let library: String
    private let revision: UInt64
    private let target: RestoreTarget
    private let run: RestoreRun
    private let group: PlacementGroup
    private let short: ShortFileFetch?
    private let content: RevisionContents

    /// - Parameter folders: in how many of them short files may be that the daemon gives back at once; nil where it
    ///   does not.
    init(
        connection: LockerConnection, library: String, revision: UInt64, root: TreeRoot, _ run: RestoreRun,
        _ group: PlacementGroup, folders: Int?
    ) {
        self.connection = connection
        self.library = library
        self.revision = revision
        self.run = run
        self.group = group
        content = RevisionContents(connection, library, revision)
        let target = RestoreTarget(root: root, run)
        short = folders.map { ShortFileFetch(connection, library, revision, target, group, folders: $0) }
        self.target = target
    }

    /// Puts the short files that were left for later.
    func finish() throws(LockerError) { try short?.put() }

    /// Puts `entry`, or leaves it for later. `account` hears what becomes of it.
    func put(_ entry: Locker_V1_Entry, at path: EntryPath, _ account: RestoreAccount) throws(FileFailure) {
        let mode = entry.hasMode ? entry.mode & 0o777 : nil
        do throws(LockerError) {
            switch entry.kind {
            case .file:
                let size = Int(clamping: entry.size)
                let wanted = WantedItem(path: path, kind: .file(size: size), modified: entry.modified, mode: mode)
                let isContent: ContentComparison = { (file) throws(LockerError) in
                    try self.content.isContent(of: file, entry, path)
                }
                if let short, size <= ShortFile.maximumSize {
                    if short.isFull { try short.put() }
                    return short.add(wanted, size: size, try target.prepare(wanted, content: isContent), account)
                }
                try target.putFile(
                    wanted, size: size, in: group, content: isContent,
                    fill: { (file) throws(LockerError) in
                        try fill(file, with: entry, of: path)
                        account.write()
                    }, { account.close($0) })
            case .symlink:
                account.close(try target.putLink(at: path, to: Array(entry.target), modified: entry.modified))
            case .folder:
                account.close(try target.putFolder(at: path, modified: entry.modified, mode: mode))
            default:
                account.close(.skipped("of a kind that this version does not know; use a newer locker"))
            }
        } catch {
            throw FileFailure(ofEntry: error)
        }
    }

    private func fill(_ file: Descriptor, with entry: Locker_V1_Entry, of path: EntryPath) throws(LockerError) {
        let size = try run.passing.run { () throws(LockerError) in
            var request = Locker_V1_RestoreRequest()
            request.library = library
            request.revision = revision
            request.path = entry.path
            return try connection.call(LockerMethods.restore, request, descriptor: file).size
        } otherwise: { () throws(LockerError) in
            UInt64(try content.stream(path).write(to: file))
        }
        guard size == entry.size else {
            throw LockerError(wrongSize: size, of: entry.size, path)
        }
    }
}
