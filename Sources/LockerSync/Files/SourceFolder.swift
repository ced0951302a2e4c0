import Glibc
import LockerBase
import POSIXSupport

/// The folder that a transfer reads from or writes to, opened once: what happens to its name afterwards does not
/// matter.
struct SourceFolder {
    let descriptor: Descriptor
    /// Its absolute path without links, as bytes; the same however the folder was named.
    let realPath: [UInt8]
    /// Whether it was not there before it was opened.
    let isMade: Bool

    /// Opens the folder at `path`, which may be a link to one. With `creating`, a missing one is made, parents and all.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when there is nothing, ``LockerError/Code/invalidArgument`` when it is
    ///   not a folder, and what the system says of anything else.
    static func open(_ path: [UInt8], creating: Bool = false) throws(LockerError) -> SourceFolder {
        let printable = EntryPath.printable(path)
        guard !path.isEmpty else { throw LockerError(.invalidArgument, "the folder's name is empty; name a folder") }
        let isMade = creating ? try makeFolders(path) : false
        let number = path.withCName { name in
            retrying { Glibc.open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        }
        guard number >= 0 else {
            switch errno {
            case ENOTDIR: throw LockerError(.invalidArgument, "\(printable): not a folder; name one")
            case ENOENT: throw LockerError(.notFound, "\(printable): no such folder; check the name")
            default: throw LockerError(SystemError("open", on: printable))
            }
        }
        let descriptor = Descriptor(owning: number)
        guard let real = path.withCName({ realpath($0, nil) }) else {
            throw LockerError(SystemError("realpath", on: printable))
        }
        defer { free(real) }
        return SourceFolder(
            descriptor: descriptor, realPath: Array(UnsafeRawBufferPointer(start: real, count: strlen(real))),
            isMade: isMade)
    }

    /// Returns whether the last of them was made.
    private static func makeFolders(_ path: [UInt8]) throws(LockerError) -> Bool {
        var isMade = false
        for end in path.indices.dropFirst() + [path.endIndex]
        where end == path.endIndex || path[end] == UInt8(ascii: "/") {
            isMade = path[..<end].withCName { mkdir($0, 0o777) } == 0
            if !isMade, errno != EEXIST, end == path.endIndex {
                throw LockerError(SystemError("mkdir", on: EntryPath.printable(path)))
            }
        }
        return isMade
    }
}
