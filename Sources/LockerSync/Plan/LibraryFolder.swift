import LockerAPI
import LockerBase
import LockerClient

/// A place in a library for all of a tree.
struct LibraryFolder {
    private let library: LibraryReader
    private let revision: UInt64

    init(_ library: LibraryReader, revision: UInt64) {
        (self.library, self.revision) = (library, revision)
    }

    /// A library, or the folder `path` of it, for people.
    static func text(_ library: String, _ path: EntryPath?) -> String {
        "library \"\(library.printable)\"" + (path.map { " below \($0)" } ?? "")
    }

    /// Looks whether something can be below `path`.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when a file or a link is there, or in the place of a folder on
    ///   the way.
    func check(_ path: EntryPath) throws(LockerError) {
        for folder in path.folders + [path] {
            guard let first = try library.first(in: folder, at: revision), first.path.elementsEqual(folder.bytes),
                first.kind != .folder
            else { continue }
            throw LockerError(
                .failedPrecondition,
                """
                library "\(library.library.printable)" has a file or a link at \(folder), and nothing can be below that; \
                rename it, or give another folder to --under
                """)
        }
    }
}
