import LockerBase
import LockerClient

/// What `diff` compares: up to two revisions, and paths behind them. A path that is written as a revision is has a `./`
/// before it.
package struct DiffArguments {
    package private(set) var revisions: [RevisionArgument] = []
    package private(set) var paths: [EntryPath] = []

    package init(_ words: [String]) throws {
        for word in words {
            if paths.isEmpty, revisions.count < 2,
                let revision = try RevisionArgument.parse(word, isZeroAllowed: true)
            {
                revisions.append(revision)
            } else {
                paths.append(try EntryPath(argument: word))
            }
        }
    }

    /// The numbers of the two: by default those of the newest revision and of the one before it.
    func ends(in reader: LibraryReader) throws(LockerError) -> (from: UInt64, to: UInt64) {
        let newest = try reader.revisions(limit: 2)
        let to = try revisions.count > 1 ? revisions[1].known(in: reader) : newest.first?.number ?? 0
        if let first = revisions.first { return (try first.known(in: reader), to) }
        if newest.count > 1 { return (newest[1].number, to) }
        // Before the first revision the library was empty.
        guard to <= 1 else {
            throw LockerError(
                .notFound,
                "library '\(reader.library.printable)': revision \(to) is the only one that is kept; compare it with "
                    + "0, the empty library")
        }
        return (0, to)
    }
}
