import Glibc
import POSIXSupport

/// The packs of a directory that are written in the place of others: each under a name that is no pack's, until it is
/// whole and durable. What lies there under the pack's own name stays until then.
struct PackDrafts {
    private static let suffix = ".part"
    private let path: String

    /// Drafts in the directory at `path`.
    init(in path: String) {
        self.path = path
    }

    /// Removes what a process that was killed left.
    func clean() throws(SystemError) {
        guard let directory = opendir(path) else { throw SystemError("opendir", on: path) }
        defer { closedir(directory) }
        errno = 0
        while let entry = readdir(directory) {
            let name = fileName(of: entry)
            if name.hasSuffix(PackDrafts.suffix),
                PackName(fileName: String(name.dropLast(PackDrafts.suffix.count))) != nil
            {
                try remove(path + "/" + name)
            }
            errno = 0
        }
        guard errno == 0 else { throw SystemError("readdir", on: path) }
    }

    /// An empty draft. One that was left goes first, and is not written to: a link made it a pack of another directory.
    func create(_ name: PackName) throws(SystemError) -> DirectoryPack {
        let draft = draft(of: name)
        try remove(draft)
        return DirectoryPack(try Descriptor.open(draft, O_RDWR | O_CREAT | O_EXCL, mode: 0o600), path: draft)
    }

    /// Gives a draft, which must be durable, the pack's own name, in the place of what has that name. Durable when the
    /// directory is synced.
    func place(_ name: PackName) throws(SystemError) {
        let (draft, place) = (draft(of: name), path + "/" + name.fileName)
        guard rename(draft, place) == 0 else { throw SystemError("rename", on: place) }
        // rename(2) leaves both names where they are the same file already.
        try remove(draft)
    }

    /// Forgets a draft that did not come to its end.
    func discard(_ name: PackName) {
        unlink(draft(of: name))
    }

    /// Where the draft of a pack is.
    func draft(of name: PackName) -> String {
        path + "/" + name.fileName + PackDrafts.suffix
    }

    private func remove(_ path: String) throws(SystemError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw SystemError("unlink", on: path) }
    }
}
