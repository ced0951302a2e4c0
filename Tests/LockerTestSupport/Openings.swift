import Glibc
import POSIXSupport

/// Hears what is opened in one folder, and that folder itself: inotify(7).
public struct Openings: Sendable {
    private let queue: Descriptor

    public init(in folder: String) throws {
        let number = inotify_init1(O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else { throw SystemError("inotify_init1", on: folder) }
        queue = Descriptor(owning: number)
        guard inotify_add_watch(number, folder, UInt32(IN_OPEN)) >= 0 else {
            throw SystemError("inotify_add_watch", on: folder)
        }
    }

    /// What was opened since the last time: files in it, and folders, itself among them.
    public func take() -> (files: Int, folders: Int) {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        var found = (files: 0, folders: 0)
        while case let length = read(queue.number, &bytes, bytes.count), length > 0 {
            bytes.withUnsafeBytes { buffer in
                // The watch, the mask, a cookie, the length of the name and that.
                var offset = 0
                while offset + 16 <= length {
                    let mask = buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
                    if mask & UInt32(IN_ISDIR) == 0 { found.files += 1 } else { found.folders += 1 }
                    offset += 16 + Int(buffer.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
                }
            }
        }
        return found
    }
}
