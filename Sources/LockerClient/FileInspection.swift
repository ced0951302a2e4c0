import Glibc
import LockerBase
import POSIXSupport
import Recipes

/// Looks at a local file as the daemon would, without one.
public enum FileInspection {
    /// The recipe that the file at `path` (bytes) would be stored under. It is read once; memory does not grow with
    /// its content, only with the number of its chunks.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when it is not a regular file, ``LockerError/Code/changed`` when
    ///   it did not keep its length, and what the system says when it cannot be opened or read.
    public static func recipe(of path: [UInt8]) throws(LockerError) -> Recipe {
        let printable = EntryPath.printable(path)
        // Not to wait for the writer of a FIFO.
        let number = path.withCName { name in retrying { open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC) } }
        guard number >= 0 else { throw LockerError(SystemError("open", on: printable)) }
        let file = Descriptor(owning: number)
        let status = try translatingSystemErrors { () throws(SystemError) in try file.status(of: printable) }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            throw LockerError(.invalidArgument, "\(printable): not a regular file (\(kindName(kind))); name a file")
        }
        let recipe = try cut(file, called: printable)
        guard recipe.size == Int(status.st_size) else {
            throw LockerError(.changed, "\(printable): changed while it was read; try again when nobody writes to it")
        }
        return recipe
    }

    private static func cut(_ file: Descriptor, called name: String) throws(LockerError) -> Recipe {
        let cutter = FileCutter()
        var offset = 0
        while true {
            let space = cutter.space()
            let count = try translatingSystemErrors { () throws(SystemError) in
                try file.readFully(into: space, at: offset, subject: name)
            }
            if count == 0 { return try cutter.finish { _, _ in } }
            try cutter.filled(count) { _, _ in }
            offset += count
        }
    }
}
