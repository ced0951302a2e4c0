import Glibc
import POSIXSupport

/// Packs as files of one directory.
public struct DirectoryStorage: PackStorage {
    private let path: String

    /// Keeps packs in the directory at `path`, which is made when it is not there.
    public init(path: String) throws(SystemError) {
        self.path = path
        try makeDirectory(path)
    }

    /// Looks at each file with stat(2); what cannot be reached or is no file counts as empty.
    public func list() throws(SystemError) -> [PackName: Int] {
        guard let directory = opendir(path) else { throw SystemError("opendir", on: path) }
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
        guard errno == 0 else { throw SystemError("readdir", on: path) }
        return packs
    }

    /// The name is durable when this returns.
    public func create(_ name: PackName) throws(SystemError) -> any PackFile {
        let descriptor = try Descriptor.open(file(name), O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        try synchronizeDirectory(path)
        return DirectoryPackFile(descriptor, path: file(name))
    }

    /// Opens without waiting for whoever would write to a pipe of that name; a writable one gets the permissions for
    /// that.
    public func open(_ name: PackName, writable: Bool) throws(SystemError) -> any PackFile {
        // A sealed pack whose end was damaged is recovered too, and sealed again.
        if writable { try makeWritable(file(name)) }
        let descriptor = try openFile(file(name), writable ? O_RDWR : O_RDONLY)
        return DirectoryPackFile(descriptor, path: file(name))
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
    public func remove(_ name: PackName) throws(SystemError) {
        guard unlink(file(name)) == 0 else { throw SystemError("unlink", on: file(name)) }
    }

    /// By link(2).
    public func link(_ name: PackName, to path: String) throws(SystemError) -> Bool {
        if Glibc.link(file(name), path) == 0 { return true }
        guard [EXDEV, EPERM, EMLINK, ENOTSUP].contains(errno) else { throw SystemError("link", on: path) }
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
