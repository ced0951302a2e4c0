import Glibc
import LockerBase
import POSIXSupport

/// A regular file of a tree, open for reading, and its stamp when it was opened.
struct SourceFile {
    let descriptor: Descriptor
    let stamp: FileStamp
    /// When that was, nanoseconds since 1970.
    let opened: Int64

    /// Opens `path` below the root of `cursor`, following no link and waiting for nobody.
    ///
    /// - Throws: why the file is passed over.
    init(_ path: EntryPath, below cursor: FolderCursor) throws(SkipReason) {
        opened = timeOfDay()
        let components = path.components
        let status: stat
        do throws(SystemError) {
            let folder = try cursor.open(components.dropLast())
            descriptor = try SourceFile.open(components[components.count - 1], in: folder)
            status = try descriptor.status()
        } catch {
            throw SkipReason(error.number == ENOENT ? "vanished" : "cannot be opened: \(error.reason)")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SkipReason("not a regular file (\(kindName(status.st_mode & S_IFMT)))")
        }
        stamp = FileStamp(status)
    }

    /// Whether the file still is what it was when it was opened.
    var isUnchanged: Bool {
        guard let status = try? descriptor.status() else { return false }
        return FileStamp(status) == stamp
    }

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
