import Glibc

/// What inotify(7) tells of a folder.
struct FolderEvent: Equatable {
    /// The folder, as the queue calls it; -1 where it is about the queue.
    let watch: Int32
    private let mask: UInt32
    /// The name in the folder of what it is about; none where that is the folder itself.
    let name: [UInt8]

    /// All that a walk would see, and what becomes of the folder itself.
    static let wanted = union([
        IN_CREATE, IN_DELETE, IN_MOVED_FROM, IN_MOVED_TO, IN_MODIFY, IN_CLOSE_WRITE, IN_ATTRIB, IN_DELETE_SELF,
        IN_MOVE_SELF, IN_ONLYDIR, IN_EXCL_UNLINK,
    ])
    private static let folderIsGone = union([IN_DELETE_SELF, IN_MOVE_SELF, IN_UNMOUNT])
    private static let arrival = union([IN_CREATE, IN_MOVED_TO])

    private static func union(_ flags: [Int32]) -> UInt32 { flags.reduce(UInt32(0)) { $0 | UInt32($1) } }

    /// Whether events were lost.
    var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }
    /// Whether the queue tells nothing of the folder any more.
    var isEnd: Bool { mask & UInt32(IN_IGNORED) != 0 }
    /// Whether the folder was removed or moved, or its file system is not mounted any more.
    var isOfGoneFolder: Bool { mask & FolderEvent.folderIsGone != 0 }
    /// Whether it is about a folder.
    var isFolder: Bool { mask & UInt32(IN_ISDIR) != 0 }
    /// Whether something has the name that had it not before.
    var isArrival: Bool { mask & FolderEvent.arrival != 0 }
    /// Whether what had the name was moved.
    var isMove: Bool { mask & UInt32(IN_MOVED_FROM) != 0 }

    /// The events in `bytes`, which came in one read.
    static func all(in bytes: UnsafeRawBufferPointer) -> [FolderEvent] {
        /// Of struct inotify_event, without the name.
        let headerSize = 16
        var (events, start) = ([FolderEvent](), 0)
        while start + headerSize <= bytes.count {
            let count = Int(bytes.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self))
            let end = start + headerSize + count
            guard end <= bytes.count else { break }
            let name = bytes[(start + headerSize)..<end].prefix { $0 != 0 }
            events.append(
                FolderEvent(
                    watch: bytes.loadUnaligned(fromByteOffset: start, as: Int32.self),
                    mask: bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self), name: Array(name)))
            start = end
        }
        return events
    }
}
