import Glibc
import LockerBase
import POSIXSupport

/// Reads short files of a tree whole, with five system calls each: openat, fstat, pread, fstat, close. For one thread.
///
/// What is anything but plain about a file is left to ``TreeReader``, which knows why, and tries again.
final class ShortFileReader {
    private let cursor: FolderCursor
    private let clock = FileSystemClock()
    private let ignoring: StampMask
    /// The folder of the file that was read last, and its path.
    private var last: (path: [UInt8], folder: Descriptor)?

    /// - Parameter ignoring: what of the stamps is left out of account.
    init(root: Descriptor, ignoring: StampMask) {
        cursor = FolderCursor(root: root)
        self.ignoring = ignoring
    }

    /// Reads the file at `path` into the front of `room`, which has one byte more than the file may have.
    ///
    /// - Parameter moment: from before this, by this machine's clock.
    /// - Returns: nil when it is longer, is no regular file, cannot be opened or read, changed meanwhile, or has
    ///   content although its length is said to be 0.
    func read(_ path: EntryPath, at moment: Int64, into room: UnsafeMutableRawBufferPointer) -> ShortFile? {
        let bytes = path.bytes
        let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
        guard let folder = folder(bytes[..<(slash ?? 0)]),
            let file = try? SourceFile.open(bytes[(slash.map { $0 + 1 } ?? 0)...], in: folder),
            let before = try? file.status(), before.st_mode & S_IFMT == S_IFREG, before.st_size < room.count
        else { return nil }
        let stamp = FileStamp(before)
        // One byte more than there should be, so that the end is seen.
        let count = retrying { pread(file.number, room.baseAddress, stamp.size + 1, 0) }
        guard count == stamp.size, let after = try? file.status(),
            FileStamp(after).without(ignoring) == stamp.without(ignoring)
        else { return nil }
        let now = clock.moment(moment, of: UInt64(before.st_dev), in: folder)
        return ShortFile(
            item: TreeItem(path: path, modified: stamp.modified, content: .file(stamp), mode: permissionBits(before)),
            size: stamp.size, isSettled: stamp.isSettled(at: now, ignoring: ignoring))
    }

    private func folder(_ path: ArraySlice<UInt8>) -> Descriptor? {
        if let last, last.path.elementsEqual(path) { return last.folder }
        guard let folder = try? cursor.open(path.split(separator: UInt8(ascii: "/"))) else { return nil }
        last = (Array(path), folder)
        return folder
    }
}
