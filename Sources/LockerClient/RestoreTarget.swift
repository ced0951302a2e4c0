import Glibc
import LockerBase
import POSIXSupport

/// Puts entries below one folder, and never anywhere else, whatever their paths say and whatever lies in the way: no
/// link is followed, and nothing that is there is replaced unless that is wanted. For one thread.
public final class RestoreTarget {
    /// What became of an entry.
    public enum Outcome: Sendable, Equatable {
        case written
        /// It is there already.
        case unchanged
        /// Something else is there, or in the way, or the system refused: the reason.
        case skipped(String)
    }

    private let cursor: FolderCursor
    private let overwrite: Bool

    /// Puts entries below the folder at `directory` (bytes), which is made when it is missing.
    public convenience init(directory: [UInt8], overwrite: Bool = false) throws(LockerError) {
        self.init(root: try SourceFolder.open(directory, creating: true).descriptor, overwrite: overwrite)
    }

    init(root: Descriptor, overwrite: Bool) {
        cursor = FolderCursor(root: root, creating: true)
        self.overwrite = overwrite
    }

    /// Puts a file of `size` bytes, last modified at `modified` (nanoseconds since 1970), at `path`. `fill` writes
    /// its content to an empty file, which gets its name only after that.
    ///
    /// - Throws: what `fill` throws, and ``LockerError/Code/noSpace`` when the disk is full.
    public func putFile(
        at path: EntryPath, size: Int, modified: Int64, fill: (Descriptor) throws(LockerError) -> Void
    ) throws(LockerError) -> Outcome {
        try put(path) { (place, there) throws(LockerError) in
            if let there {
                let isSame = Int(there.st_size) == size && nanoseconds(there.st_mtim) == modified
                if isSame, there.st_mode & S_IFMT == S_IFREG { return .unchanged }
                if let obstacle = obstacle(there) { return obstacle }
            }
            let file = try translatingSystemErrors { () throws(SystemError) in
                try TemporaryFiles.shared.make(in: place.folder)
            }
            try fill(file.descriptor)
            try translatingSystemErrors { () throws(SystemError) in
                try file.place(as: place.name, modified: modified)
            }
            return .written
        }
    }

    /// Puts a symbolic link to `target` at `path`. Where it points to is nobody's concern: it is not followed.
    public func putLink(at path: EntryPath, to target: [UInt8], modified: Int64) throws(LockerError) -> Outcome {
        // symlink(2) would end the target at a NUL byte, and refuses an empty one.
        guard !target.isEmpty, !target.contains(0) else { return .skipped("not a link's target that a disk can hold") }
        return try put(path) { (place, there) throws(LockerError) in
            if let there {
                let isLink = there.st_mode & S_IFMT == S_IFLNK
                if isLink, readLink(place.name, in: place.folder) == target { return .unchanged }
                if let obstacle = obstacle(there) { return obstacle }
            }
            try translatingSystemErrors { () throws(SystemError) in
                try place.putLink(to: target, modified: modified)
            }
            return .written
        }
    }

    /// Puts an empty folder at `path`.
    public func putFolder(at path: EntryPath, modified: Int64) throws(LockerError) -> Outcome {
        try put(path) { (place, there) throws(LockerError) in
            if let there {
                let kind = there.st_mode & S_IFMT
                return kind == S_IFDIR ? .unchanged : .skipped("a \(kindName(kind)) is in the way; remove it")
            }
            try translatingSystemErrors { () throws(SystemError) in try place.putFolder(modified: modified) }
            return .written
        }
    }

    /// Opens the folder of `path`, making it when it is missing, and runs `body` with the place and what is there.
    private func put(
        _ path: EntryPath, _ body: (Placement, stat?) throws(LockerError) -> Outcome
    ) throws(LockerError) -> Outcome {
        let components = path.components
        let place: Placement
        let there: stat?
        do throws(SystemError) {
            let folder = try cursor.open(components.dropLast())
            place = Placement(folder: folder, name: components[components.count - 1])
            there = try place.status()
        } catch {
            guard error.number != ENOSPC else { throw LockerError(error) }
            let isObstructed = error.number == ENOTDIR || error.number == ELOOP
            return .skipped(
                isObstructed
                    ? "a file or a link is in the way of its folder; remove it"
                    : "its folder cannot be opened: \(error.reason)")
        }
        return try body(place, there)
    }

    /// Why what is there stays, nil when it may be replaced.
    private func obstacle(_ there: stat) -> Outcome? {
        let kind = there.st_mode & S_IFMT
        if kind == S_IFDIR { return .skipped("a folder is in the way; remove it") }
        return overwrite ? nil : .skipped("a different \(kindName(kind)) is already there; --overwrite replaces it")
    }
}
