import Glibc
import POSIXSupport

/// Files that nobody but their owner reads.
enum StateFiles {
    /// Makes a file at `path`, empty, unless there is one.
    static func ensure(_ path: String) throws(SystemError) {
        do {
            let file = try Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            try giveToOwnerOfFolder(file, path)
        } catch {
            guard error.number == EEXIST else { throw error }
        }
    }

    /// Gives a file that root has made to whom its folder belongs: the service's user, who is to read it.
    static func giveToOwnerOfFolder(_ file: Descriptor, _ path: String) throws(SystemError) {
        guard geteuid() == 0 else { return }
        var status = stat()
        let parent = folder(of: path)
        guard stat(parent, &status) == 0 else { throw SystemError("stat", on: parent) }
        guard status.st_uid != 0 else { return }
        guard fchown(file.number, status.st_uid, status.st_gid) == 0 else { throw SystemError("fchown", on: path) }
    }

    /// The folder that the file at `path` is in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The name of the file at `path` in its folder.
    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
}
