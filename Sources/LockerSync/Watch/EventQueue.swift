import Glibc
import POSIXSupport

/// The kernel's queue of what happens in folders: inotify(7).
final class EventQueue {
    /// Readable when something has happened.
    let descriptor: Descriptor
    private var bytes = [UInt8](repeating: 0, count: 64 << 10)

    /// - Throws: `EMFILE` where the user has as many queues as one may have.
    init() throws(SystemError) {
        // The flags of inotify_init1(2) are those of open(2).
        let number = inotify_init1(O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { throw SystemError("inotify_init1", on: "inotify") }
        descriptor = Descriptor(owning: number)
    }

    /// Hears of `folder` from here on, and calls it by the number that is returned: always the same for one folder.
    ///
    /// - Throws: `ENOSPC` where the user hears of as many folders as one may.
    func add(_ folder: Descriptor) throws(SystemError) -> Int32 {
        // By its descriptor: whatever its path leads to by now.
        let watch = inotify_add_watch(
            descriptor.number, "/proc/self/fd/\(folder.number)", FolderEvent.wanted)
        guard watch >= 0 else { throw SystemError("inotify_add_watch", on: "folder") }
        return watch
    }

    /// Hears of it no more.
    func remove(_ watch: Int32) {
        _ = inotify_rm_watch(descriptor.number, watch)
    }

    /// What has happened since the last time; not all of it where that is much.
    func read() -> [FolderEvent] {
        bytes.withUnsafeMutableBytes { buffer in
            let count = retrying { Glibc.read(descriptor.number, buffer.baseAddress, buffer.count) }
            guard count > 0 else { return [] }
            return FolderEvent.all(in: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
