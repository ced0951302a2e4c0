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

    public func list() throws(SystemError) -> [PackName: Int] {
        guard let directory = opendir(path) else { throw SystemError("opendir", on: path) }
        defer { closedir(directory) }
        var packs: [PackName: Int] = [:]
        errno = 0
        while let entry = readdir(directory) {
            guard let name = PackName(fileName: fileName(of: entry)) else { continue }
            var status = stat()
            guard stat(file(name), &status) == 0 else {
                // It was removed since its name was read; or it is a link to where nothing can be reached, which is not
                // to keep the others from being found.
                errno = 0
                continue
            }
            packs[name] = Int(status.st_size)
            errno = 0
        }
        guard errno == 0 else { throw SystemError("readdir", on: path) }
        return packs
    }

    public func create(_ name: PackName) throws(SystemError) -> any PackFile {
        let descriptor = try Descriptor.open(file(name), O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        try synchronizeDirectory(path)
        return DirectoryPackFile(descriptor, path: file(name))
    }

    public func open(_ name: PackName, writable: Bool) throws(SystemError) -> any PackFile {
        // A sealed pack whose end was damaged is recovered too, and sealed again.
        if writable, chmod(file(name), 0o600) != 0 { throw SystemError("chmod", on: file(name)) }
        let descriptor = try Descriptor.open(file(name), writable ? O_RDWR : O_RDONLY)
        return DirectoryPackFile(descriptor, path: file(name))
    }

    public func remove(_ name: PackName) throws(SystemError) {
        guard unlink(file(name)) == 0 else { throw SystemError("unlink", on: file(name)) }
    }

    public func link(_ name: PackName, to path: String) throws(SystemError) -> Bool {
        if Glibc.link(file(name), path) == 0 { return true }
        guard [EXDEV, EPERM, EMLINK, ENOTSUP].contains(errno) else { throw SystemError("link", on: path) }
        return false
    }

    private func file(_ name: PackName) -> String {
        path + "/" + name.fileName
    }
}
