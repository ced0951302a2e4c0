import Glibc
import POSIXSupport

/// The index as files of one directory.
public struct DirectoryIndexFolder: IndexFolder {
    private let path: String

    /// Keeps the index in the directory at `path`, which is made when it is not there.
    public init(path: String) throws(SystemError) {
        self.path = path
        try makeDirectory(path)
    }

    /// Looks at each file with stat(2); what is no file is left out.
    public func list() throws(SystemError) -> [String: Int] {
        guard let directory = opendir(path) else { throw SystemError("opendir", on: path) }
        defer { closedir(directory) }
        var files: [String: Int] = [:]
        errno = 0
        while let entry = readdir(directory) {
            let name = fileName(of: entry)
            var status = stat()
            guard stat(file(name), &status) == 0 else { throw SystemError("stat", on: file(name)) }
            if status.st_mode & S_IFMT == S_IFREG { files[name] = Int(status.st_size) }
            errno = 0
        }
        guard errno == 0 else { throw SystemError("readdir", on: path) }
        return files
    }

    /// Empties a file that has the name.
    public func create(_ name: String) throws(SystemError) -> any IndexFile {
        DirectoryIndexFile(
            try Descriptor.open(file(name), O_RDWR | O_CREAT | O_TRUNC, mode: 0o600), path: file(name))
    }

    /// Opens the file for reading and writing.
    public func open(_ name: String) throws(SystemError) -> any IndexFile {
        DirectoryIndexFile(try Descriptor.open(file(name), O_RDWR), path: file(name))
    }

    /// Whoever has the file open goes on reading it.
    public func remove(_ name: String) throws(SystemError) {
        guard unlink(file(name)) == 0 else { throw SystemError("unlink", on: file(name)) }
    }

    /// By rename(2): whoever opens `other` finds the old file or the new one, and never none.
    public func rename(_ name: String, to other: String) throws(SystemError) {
        guard Glibc.rename(file(name), file(other)) == 0 else { throw SystemError("rename", on: file(other)) }
    }

    /// By fsync(2) of the directory.
    public func synchronize() throws(SystemError) {
        try synchronizeDirectory(path)
    }

    private func file(_ name: String) -> String { path + "/" + name }
}
