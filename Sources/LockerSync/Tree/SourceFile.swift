import Glibc
import LockerBase
import POSIXSupport

/// A regular file of a tree, open for reading, and its stamp when it was opened.
struct SourceFile {
    let descriptor: Descriptor
    let stamp: FileStamp
    /// Its permission bits then.
    let mode: UInt32
    /// When that was, nanoseconds since 1970, by this machine's clock.
    let opened: Int64
    /// What of its stamp is left out of account.
    let ignoring: StampMask
    /// The file system that it is on.
    let device: UInt64
    private let folder: Descriptor

    /// Opens `path` below the root of `cursor`, following no link and waiting for nobody.
    ///
    /// - Throws: why the file is passed over, or why nothing else can be opened either.
    init(_ path: EntryPath, below cursor: FolderCursor, ignoring: StampMask = []) throws(FileFailure) {
        let (components, opened) = (path.components, timeOfDay())
        let folder: Descriptor
        do throws(SystemError) {
            folder = try cursor.open(components.dropLast())
        } catch {
            throw SourceFile.refusal(error)
        }
        try self.init(cursor.name(of: path), in: folder, opened: opened, ignoring: ignoring)
    }

    /// Opens the file `name` in `folder`, following no link and waiting for nobody.
    ///
    /// - Parameter opened: a moment before this, by this machine's clock.
    /// - Throws: why the file is passed over, or why nothing else can be opened either.
    init(_ name: ArraySlice<UInt8>, in folder: Descriptor, opened: Int64, ignoring: StampMask) throws(FileFailure) {
        self.ignoring = ignoring
        self.opened = opened
        self.folder = folder
        let status: stat
        do throws(SystemError) {
            descriptor = try SourceFile.open(name, in: folder)
            status = try descriptor.status()
        } catch {
            throw SourceFile.refusal(error)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .skipped(SkipReason("not a regular file (\(kindName(status.st_mode & S_IFMT)))"))
        }
        stamp = FileStamp(status)
        mode = permissionBits(status)
        device = UInt64(status.st_dev)
    }

    private static func refusal(_ error: SystemError) -> FileFailure {
        error.isShortage
            ? .fatal(LockerError(error))
            : .skipped(SkipReason(error.number == ENOENT ? "vanished" : "cannot be opened: \(error.reason)"))
    }

    /// What it was then, for a library.
    func item(at path: EntryPath) -> TreeItem {
        TreeItem(path: path, modified: stamp.modified, content: .file(stamp), mode: mode)
    }

    /// Whether the file still is what it was when it was opened.
    var isUnchanged: Bool {
        guard let status = try? descriptor.status() else { return false }
        return FileStamp(status).without(ignoring) == stamp.without(ignoring)
    }

    /// Whether there is content though the file is said to have none, as in file systems whose content is made when it
    /// is read: then only reading to the end tells how much.
    var hidesContent: Bool {
        guard stamp.size == 0 else { return false }
        return withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { byte in
            (try? descriptor.readFully(into: byte, at: 0)) ?? 0 > 0
        }
    }

    /// Whether a later change of it is sure to show in its stamp, by the clock of its file system.
    func isSettled(by clock: FileSystemClock) -> Bool {
        stamp.isSettled(at: clock.moment(opened, of: device, in: folder), ignoring: ignoring)
    }

    /// Why it is passed over when it never stayed as it was.
    var keepsChanging: SkipReason {
        guard let status = try? descriptor.status() else { return .keepsChanging }
        let now = FileStamp(status)
        if now.without(.changed) == stamp.without(.changed), now != stamp {
            return SkipReason(
                """
                only the change time of its inode moves while it is read; where the file system does that by itself, \
                --ignore-ctime leaves it out of account
                """)
        }
        if now.without(.inode) == stamp.without(.inode), now != stamp {
            return SkipReason(
                """
                only the number of its inode changes while it is read; where the file system does that by itself, \
                --ignore-inode leaves it out of account
                """)
        }
        return .keepsChanging
    }

    /// Opens the file `name` in `folder`, following no link and waiting for nobody.
    private static func open(_ name: ArraySlice<UInt8>, in folder: Descriptor) throws(SystemError) -> Descriptor {
        // Not to wait for the writer of a FIFO that took the file's place.
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        return try name.withCName { (name) throws(SystemError) in
            var number = retrying { openat(folder.number, name, flags | noAccessTime) }
            if number < 0, errno == EPERM {
                // Only a file's owner may leave its access time alone.
                number = retrying { openat(folder.number, name, flags) }
            }
            guard number >= 0 else { throw SystemError("openat", on: "file") }
            return Descriptor(owning: number)
        }
    }

    /// `O_NOATIME` (open(2)), which Glibc does not export to Swift: the same on all of Linux's architectures but
    /// Alpha, PA-RISC and SPARC, on which Swift does not run.
    private static let noAccessTime: Int32 = 0o1000000
}
