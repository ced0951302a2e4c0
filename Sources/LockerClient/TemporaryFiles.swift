import Glibc
import LockerBase
import POSIXSupport

/// The files that are not yet under their own names, so that an interrupt can take them away.
public final class TemporaryFiles: Sendable {
    /// All of this process.
    public static let shared = TemporaryFiles()

    private struct Names {
        var next = 0
        var open: [Int: (folder: Descriptor, name: [UInt8])] = [:]
    }

    private let names = Monitor(Names())

    private init() {}

    /// Removes every temporary file. To be called when the process is about to end: transfers that run fail.
    public func removeAll() {
        names.withLock { names in
            for (folder, name) in names.open.values { _ = name.withCName { unlinkat(folder.number, $0, 0) } }
            names.open = [:]
        }
    }

    /// Makes an empty file in `folder` under a name of its own.
    func make(in folder: Descriptor) throws(SystemError) -> TemporaryFile {
        while true {
            let (id, name) = reserve(in: folder)
            let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
            let number = name.withCName { name in retrying { openat(folder.number, name, flags, 0o666) } }
            if number >= 0 {
                return TemporaryFile(id: id, folder: folder, name: name, descriptor: Descriptor(owning: number))
            }
            let failure = SystemError("openat", on: "temporary file")
            forget(id)
            // A file of that name was left by a process of the same number that was killed.
            guard failure.number == EEXIST else { throw failure }
        }
    }

    /// A name that no other temporary file of this process has, taken away at an interrupt.
    func reserve(in folder: Descriptor) -> (id: Int, name: [UInt8]) {
        names.withLock { names in
            let id = names.next
            names.next += 1
            let name = Array(".locker-\(getpid())-\(id).part".utf8)
            names.open[id] = (folder, name)
            return (id, name)
        }
    }

    func forget(_ id: Int) {
        names.withLock { $0.open[id] = nil }
    }
}

/// A file on its way to its own name. One that does not get there is removed when the last reference goes.
final class TemporaryFile {
    let descriptor: Descriptor
    private let id: Int
    private let folder: Descriptor
    private let name: [UInt8]
    private var isPlaced = false

    fileprivate init(id: Int, folder: Descriptor, name: [UInt8], descriptor: Descriptor) {
        self.id = id
        self.folder = folder
        self.name = name
        self.descriptor = descriptor
    }

    deinit {
        if !isPlaced { _ = name.withCName { unlinkat(folder.number, $0, 0) } }
        TemporaryFiles.shared.forget(id)
    }

    /// Gives the file its modification time (nanoseconds since 1970) and its name, replacing a file of that name.
    func place(as target: some Collection<UInt8>, modified: Int64) throws(SystemError) {
        let times = [timespec(nanoseconds: modified), timespec(nanoseconds: modified)]
        guard futimens(descriptor.number, times) == 0 else { throw SystemError("futimens", on: "temporary file") }
        let renamed = name.withCName { old in
            target.withCName { new in renameat(folder.number, old, folder.number, new) }
        }
        guard renamed == 0 else { throw SystemError("renameat", on: EntryPath.printable(target)) }
        isPlaced = true
    }
}
