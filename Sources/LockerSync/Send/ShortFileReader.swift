import Glibc
import LockerBase
import POSIXSupport

/// Reads short files of a tree whole, with five system calls each: openat, fstat, pread, fstat, close. For one thread.
///
/// What is anything but plain about a file is left to ``TreeReader``, which knows why, and tries again. So is what
/// another machine or program serves, as far as the kind of the file system tells: that may never answer, and the
/// daemon waits for it with patience.
final class ShortFileReader {
    private let cursor: FolderCursor
    private let ignoring: StampMask
    /// The folder of the file that was read last, and its path.
    private var last: (path: [UInt8], folder: Descriptor)?
    /// Of the disks so far, whether this machine's kernel serves them, by its own clock.
    private var isLocal: [UInt64: Bool] = [:]

    /// - Parameter ignoring: what of the stamps is left out of account.
    init(root: TreeRoot, ignoring: StampMask) {
        cursor = root.cursor()
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
            let file = try? SourceFile(cursor.name(of: path), in: folder, opened: moment, ignoring: ignoring),
            file.stamp.size < room.count, isLocal(file)
        else { return nil }
        let size = file.stamp.size
        // One byte more than there should be, so that the end is seen.
        let count = retrying { pread(file.descriptor.number, room.baseAddress, size + 1, 0) }
        guard count == size, file.isUnchanged else { return nil }
        return ShortFile(
            item: file.item(at: path), size: size, isSettled: file.stamp.isSettled(at: moment, ignoring: ignoring))
    }

    private func isLocal(_ file: SourceFile) -> Bool {
        if let known = isLocal[file.device] { return known }
        let found = FileSystemKind(of: file.descriptor).hasKernelTimes
        isLocal[file.device] = found
        return found
    }

    private func folder(_ path: ArraySlice<UInt8>) -> Descriptor? {
        if let last, last.path.elementsEqual(path) { return last.folder }
        guard let folder = try? cursor.open(path.split(separator: UInt8(ascii: "/"))) else { return nil }
        last = (Array(path), folder)
        return folder
    }
}
