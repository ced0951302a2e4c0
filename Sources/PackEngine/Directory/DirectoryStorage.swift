import Glibc
import POSIXSupport

/// Packs as files of one directory.
public struct DirectoryStorage: PackStorage {
    let path: String
    let drafts: PackDrafts
    /// One pack is put at a time: two drafts of one pack would have one name, and the first that is done would give the
    /// pack's name to what the second has written so far.
    let putting = Monitor(())

    /// Keeps packs in the directory at `path`, which is made when it is not there, and which nobody else uses.
    public init(path: String) throws(StorageError) {
        self.path = path
        drafts = PackDrafts(in: path)
        try StorageError.translating { () throws(SystemError) in try makeDirectory(path) }
        // One that stays takes room, and nothing else.
        try? drafts.clean()
    }

    /// Looks at each file with stat(2); what cannot be reached or is no file counts as empty.
    public func list() throws(StorageError) -> [PackName: Int] {
        guard let directory = opendir(path) else { throw StorageError(SystemError("opendir", on: path)) }
        defer { closedir(directory) }
        var packs: [PackName: Int] = [:]
        errno = 0
        while let entry = readdir(directory) {
            guard let name = PackName(fileName: fileName(of: entry)) else { continue }
            var status = stat()
            if stat(file(name), &status) == 0 {
                // What is no file has no bytes of a pack.
                packs[name] = status.isFile ? Int(status.st_size) : 0
            } else if lstat(file(name), &status) == 0 {
                // A link to where nothing can be reached: the pack is not gone, it cannot be opened.
                packs[name] = 0
            }
            // Else it was removed since its name was read.
            errno = 0
        }
        guard errno == 0 else { throw StorageError(SystemError("readdir", on: path)) }
        return packs
    }

    /// The name is durable when this returns.
    public func create(_ name: PackName) throws(StorageError) -> any GrowingPack {
        try StorageError.translating { () throws(SystemError) in
            let descriptor = try Descriptor.open(file(name), O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            try synchronizeDirectory(path)
            return DirectoryPack(descriptor, path: file(name))
        }
    }

    /// A file that nobody may write to is a sealed pack.
    public func resume(_ name: PackName) throws(StorageError) -> any GrowingPack {
        var status = stat()
        if stat(file(name), &status) == 0, status.isFile, DirectoryPack.isSealed(status.st_mode) {
            throw StorageError(.sealed, SystemError("open", on: file(name), number: EPERM))
        }
        return try StorageError.translating { () throws(SystemError) in
            try makeWritable(file(name))
            return DirectoryPack(try openFile(file(name), O_RDWR), path: file(name))
        }
    }

    /// Without waiting for whoever would write to a pipe of that name.
    public func open(_ name: PackName) throws(StorageError) -> any StoredPack {
        try StorageError.translating { () throws(SystemError) in
            DirectoryPack(try openFile(file(name), O_RDONLY), path: file(name))
        }
    }

    /// Unless something else is there: what a pipe, a folder or a device is for is not ours to change.
    private func makeWritable(_ path: String) throws(SystemError) {
        var status = stat()
        if stat(path, &status) == 0 { try status.checkIsFile("stat", on: path) }
        guard chmod(path, 0o600) == 0 else { throw SystemError("chmod", on: path) }
    }

    /// Without waiting for whoever would write to a pipe of that name.
    private func openFile(_ path: String, _ flags: Int32) throws(SystemError) -> Descriptor {
        do throws(SystemError) {
            let descriptor = try Descriptor.open(path, flags | O_NONBLOCK | O_NOCTTY)
            try descriptor.status(of: path).checkIsFile("open", on: path)
            return descriptor
        } catch  where error.number == ENOENT {
            var status = stat()
            // A link to a disk that is not mounted, say: the pack is not gone.
            let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
            throw isLink ? SystemError("open", on: path, number: ENOLINK) : error
        }
    }

    /// Whoever has the file open goes on reading it.
    public func remove(_ name: PackName) throws(StorageError) {
        guard unlink(file(name)) == 0 else { throw StorageError(SystemError("unlink", on: file(name))) }
    }

    /// By link(2).
    public func link(_ name: PackName, to path: String) throws(StorageError) -> Bool {
        if Glibc.link(file(name), path) == 0 { return true }
        guard [EXDEV, EPERM, EMLINK, ENOTSUP].contains(errno) else {
            throw StorageError(SystemError("link", on: path))
        }
        return false
    }

    private func file(_ name: PackName) -> String {
        path + "/" + name.fileName
    }
}

extension stat {
    fileprivate var isFile: Bool { st_mode & S_IFMT == S_IFREG }

    /// Throws what an attempt to read it as a file would, if not something worse.
    fileprivate func checkIsFile(_ call: String, on path: String) throws(SystemError) {
        if isFile { return }
        throw SystemError(call, on: path, number: st_mode & S_IFMT == S_IFDIR ? EISDIR : ENXIO)
    }
}
