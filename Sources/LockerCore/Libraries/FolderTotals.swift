import LockerBase
import Metadata

/// What is in a folder, at any depth, added up entry by entry in path order.
public struct FolderTotals: Sendable {
    /// Regular files.
    public private(set) var files: Int64 = 0
    /// Links.
    public private(set) var links: Int64 = 0
    /// Folders, those that follow from entries below them and those with nothing in them.
    public private(set) var folders: Int64 = 0
    /// What is directly in it, of every kind.
    public private(set) var children: Int64 = 0
    /// The sum of the files' sizes; 2^63 - 1 stands for that and anything larger.
    public private(set) var logicalBytes: Int64 = 0
    /// The latest modification time of an entry in it; nil where there is none.
    public private(set) var newest: Int64?
    /// Whether something says that there is such a folder.
    private(set) var isFolder = false

    private let folder: EntryPath?
    private var last: [UInt8] = []

    /// - Parameter folder: nil for the root.
    init(of folder: EntryPath?) {
        self.folder = folder
    }

    /// Adds an entry, which comes behind those before.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when it is the folder's own and makes it a file or a link.
    mutating func add(_ entry: Entry) throws(LockerError) {
        isFolder = true
        guard entry.path != folder else {
            guard entry.kind == .folder else {
                throw LockerError(
                    .invalidArgument, "\(entry.path): \(entry.kind == .symlink ? "a link" : "a file"), not a folder")
            }
            return
        }
        switch entry.kind {
        case .file:
            files += 1
            let (sum, overflow) = logicalBytes.addingReportingOverflow(entry.size)
            logicalBytes = overflow ? .max : sum
        case .symlink: links += 1
        case .folder: folders += 1
        }
        newest = max(newest ?? entry.modified, entry.modified)
        addFolders(above: entry.path.bytes)
    }

    /// Counts the folders that `path` lies in and the path before it did not: all that is below one folder follows each
    /// other.
    private mutating func addFolders(above path: [UInt8]) {
        let slash = UInt8(ascii: "/")
        let start = folder.map { $0.bytes.count + 1 } ?? 0
        var shared = start
        while shared < min(path.count, last.count), path[shared] == last[shared] { shared += 1 }
        let new = path[shared...].count { $0 == slash }
        folders += Int64(new)
        if !path[start..<shared].contains(slash) { children += 1 }
        last = path
    }
}
