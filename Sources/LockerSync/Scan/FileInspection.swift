import Glibc
import LockerBase
import POSIXSupport
import Recipes

/// Looks at a local file as the daemon would, without one.
package enum FileInspection {
    /// What cutting the file at `path` (bytes) gives, which is what the daemon would store. It is read once; memory
    /// does not grow with its content, only with the number of its chunks.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when it is not a regular file, ``LockerError/Code/changed`` when
    ///   it did not stay as it was, and what the system says when it cannot be opened or read.
    package static func cut(_ path: [UInt8]) throws(LockerError) -> FileCut {
        let printable = EntryPath.printable(path)
        // Not to wait for the writer of a FIFO.
        let number = path.withCName { name in retrying { open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC) } }
        guard number >= 0 else { throw LockerError(SystemError("open", on: printable)) }
        let file = Descriptor(owning: number)
        let status = try status(of: file, called: printable)
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            throw LockerError(.invalidArgument, "\(printable): not a regular file (\(kindName(kind))); name a file")
        }
        let source = DescriptorSource(descriptor: file, size: Int(status.st_size), name: printable)
        let cut = try FileCutter().cut(source) { _ in }
        guard FileStamp(try self.status(of: file, called: printable)) == FileStamp(status) else {
            throw LockerError(.changed, "\(printable): changed while it was read; try again when nobody writes to it")
        }
        return cut
    }

    private static func status(of file: Descriptor, called name: String) throws(LockerError) -> stat {
        try translatingSystemErrors { () throws(SystemError) in try file.status(of: name) }
    }
}
