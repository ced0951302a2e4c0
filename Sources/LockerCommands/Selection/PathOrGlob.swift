import ArgumentParser
import LockerBase
import LockerClient
import LockerSync

/// What is to be listed, as the command line names it: a path, or a pattern where the library has nothing at that path.
struct PathOrGlob {
    private let written: [UInt8]
    /// Nil for a pattern that is no path.
    private let path: EntryPath?
    private let glob: PathGlob?

    init(argument: String) throws {
        written = ArgumentBytes.bytes(of: argument)
        if PathGlob.isPattern(written) {
            glob = try PathGlob(argument: argument)
            path = try? EntryPath(argument: argument)
        } else {
            glob = nil
            path = try EntryPath(argument: argument)
        }
    }

    /// As it was written, safe to print.
    var text: String { EntryPath.printable(written) }

    /// Where to look in a revision, everywhere for nil, and which of what is there is meant, all for nil.
    func place(
        in reader: LibraryReader, _ revision: UInt64?
    ) throws(LockerError) -> (under: EntryPath?, glob: PathGlob?) {
        guard let path else { return (glob?.folder, glob) }
        let meant = try reader.meant(by: path, revision: revision)
        guard let glob, try !reader.holds(meant, revision: revision) else { return (meant, nil) }
        return (glob.folder, glob)
    }
}
