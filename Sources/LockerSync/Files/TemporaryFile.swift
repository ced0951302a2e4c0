import Glibc
import LockerBase
import POSIXSupport

/// A file on its way to its own name. One that does not get there is removed when the last reference goes.
final class TemporaryFile: Sendable {
    let descriptor: Descriptor
    let folder: Descriptor
    /// What fstat(2) said of it when it was made.
    private let status: stat?
    private let id: Int
    private let name: [UInt8]
    private let isPlaced = Monitor(false)

    private init(id: Int, folder: Descriptor, name: [UInt8], descriptor: Descriptor, status: stat?) {
        self.status = status
        self.id = id
        self.folder = folder
        self.name = name
        self.descriptor = descriptor
    }

    deinit {
        if !isPlaced.withLock({ $0 }) { _ = name.withCName { unlinkat(folder.number, $0, 0) } }
        TemporaryFiles.shared.forget(id)
    }

    /// Makes an empty file in `folder` under a name of its own.
    ///
    /// - Parameter mode: the permission bits that it is going to have, where they are known: nobody else may read it
    ///   who may not then.
    static func make(in folder: Descriptor, mode: UInt32? = nil) throws(SystemError) -> TemporaryFile {
        while true {
            let (id, name) = TemporaryFiles.shared.reserve(in: folder)
            let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
            // What is left over of one that its owner may not read could not be told from one that is written.
            let first = mode.map { $0 & 0o600 == 0o600 ? $0 & 0o777 : 0o600 } ?? 0o666
            let number = name.withCName { name in
                retrying { openat(folder.number, name, flags, mode_t(first)) }
            }
            if number >= 0 {
                let descriptor = Descriptor(owning: number)
                let isLocked = retrying { flock(number, LOCK_EX) } == 0
                let status = try? descriptor.status()
                let file = TemporaryFile(
                    id: id, folder: folder, name: name, descriptor: descriptor, status: status)
                // Where there are no locks, nobody removes it. Otherwise another process may have taken it for one that
                // was left over, before it was locked.
                if !isLocked || status.map({ $0.st_nlink > 0 }) ?? true { return file }
                continue
            }
            let failure = SystemError("openat", on: "no file can be made in its folder")
            TemporaryFiles.shared.forget(id)
            // A file of that name was left by a process of the same number that was killed.
            guard failure.number == EEXIST else { throw failure }
        }
    }

    /// The disk that it is on, as fstat(2) names it; nil where that said nothing.
    var device: UInt64? { status.map { UInt64($0.st_dev) } }

    /// Gives the file its modification time (nanoseconds since 1970) and its permission bits, where there are any.
    /// Returns what the file system does not keep.
    func finish(modified: Int64, mode: UInt32?) -> TargetLimits {
        var limits: TargetLimits = []
        if let mode, status.map({ permissionBits($0) != mode & 0o777 }) ?? true,
            fchmod(descriptor.number, mode_t(mode & 0o777)) != 0
        {
            limits.insert(.modes)
        }
        let times = [timespec(nanoseconds: modified), timespec(nanoseconds: modified)]
        if futimens(descriptor.number, times) != 0 { limits.insert(.times) }
        return limits
    }

    /// Gives the file its name. What has that name is replaced, or without `replacing` is in the way: EEXIST.
    func place(as target: some Collection<UInt8>, replacing: Bool) throws(SystemError) {
        let isPlaced = name.withCName { old in
            target.withCName { new in
                replacing
                    ? renameat(folder.number, old, folder.number, new) == 0
                    : folder.renameUnlessThere(old, to: new)
            }
        }
        guard isPlaced else { throw SystemError("renameat", on: EntryPath.printable(target)) }
        self.isPlaced.withLock { $0 = true }
    }

    /// Whether it still has its temporary name.
    var isThere: Bool {
        var status = stat()
        return name.withCName { fstatat(folder.number, $0, &status, AT_SYMLINK_NOFOLLOW) } == 0
    }
}
