import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// A file that is being made, or that something is made of; it goes when nobody refers to it and it was not kept.
package final class DerivedDraft: Sendable {
    /// Open to be written, and read.
    package let descriptor: Descriptor
    package let path: String
    let owner: String
    private let files: DerivedFiles
    /// Bytes that it has room for.
    private let room = Mutex(0)

    init(path: String, owner: String, in files: DerivedFiles) throws(SystemError) {
        (self.path, self.owner, self.files) = (path, owner, files)
        descriptor = try Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
    }

    deinit {
        // Nothing of this name where it was kept: then it has another one.
        unlink(path)
        files.giveBack(releaseRoom(), of: owner)
    }

    /// Has room for so many bytes in all, for which files that are kept make way. For one thread at a time.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` where others that are being made have it.
    package func reserve(_ bytes: Int) throws(LockerError) {
        let missing = room.withLock { max(0, bytes - $0) }
        if missing == 0 { return }
        try files.take(missing, for: owner)
        room.withLock { $0 += missing }
    }

    /// Lets go of the room, and returns how much it was.
    func releaseRoom() -> Int {
        room.withLock { room -> Int in
            defer { room = 0 }
            return room
        }
    }
}
