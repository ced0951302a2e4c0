import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport
import Recipes

/// Puts entries of one revision under a folder, one after the other. For one thread.
final class RestoreJob {
    private let connection: LockerConnection
    private let library: String
    private let revision: UInt64
    private let target: RestoreTarget
    private let run: RestoreRun
    private let group: PlacementGroup
    private let short: ShortFileFetch?
    private lazy var cutter = FileCutter()

    /// - Parameter folders: in how many of them short files may be that the daemon gives back at once; nil where it
    ///   does not.
    init(
        connection: LockerConnection, library: String, revision: UInt64, root: Descriptor, _ run: RestoreRun,
        _ group: PlacementGroup, folders: Int?
    ) {
        self.connection = connection
        self.library = library
        self.revision = revision
        self.run = run
        self.group = group
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
                    try self.isContent(of: file, entry, path)
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
            UInt64(try stream(path).write(to: file))
        }
        guard size == entry.size else {
            throw LockerError(wrongSize: size, of: entry.size, path)
        }
    }

    /// Whether `file` has the content of `entry`: by its recipe, and where that is not known, or another program cut it
    /// differently, by its bytes.
    private func isContent(
        of file: Descriptor, _ entry: Locker_V1_Entry, _ path: EntryPath
    ) throws(LockerError) -> Bool {
        let source = DescriptorSource(descriptor: file, size: Int(clamping: entry.size), name: "\(path)")
        do throws(LockerError) {
            if !entry.blob.isEmpty {
                let recipe = try cutter.cut(source) { _ in }.recipe.encoded()
                if SHA256.digest(of: recipe).bytes.elementsEqual(entry.blob) { return true }
            }
        } catch let error where error.code == .changed || error.code == .system {
            return false
        }
        var isSame = true
        var offset = 0
        try stream(path).read { (piece) throws(LockerError) in
            isSame = isSame && RestoreJob.holds(file, piece, at: offset)
            offset += piece.count
        }
        return isSame && offset == Int(clamping: entry.size)
    }

    private static func holds(_ file: Descriptor, _ piece: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece.count, alignment: 16)
        defer { buffer.deallocate() }
        return (try? file.readFully(into: buffer, at: offset)) == piece.count && buffer.elementsEqual(piece)
    }

    private func stream(_ path: EntryPath) -> ContentStream {
        ContentStream(connection: connection, library: library, revision: revision, path: path)
    }
}
