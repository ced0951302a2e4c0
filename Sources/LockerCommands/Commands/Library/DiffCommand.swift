import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient
import LockerSync

struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "List what differs between two revisions.",
        usage: "locker diff [<a>] [<b>] [<path> ...] [--library <name>]",
        discussion: """
            + is what only revision <b> has, - what only revision <a> has, ~ what both have and not as it was. Without \
            <b>, the newest is compared with <a>; without both, with the one before it. A revision is its number, a \
            date, or an age: a number with h, d, w or y, such as 3d; 0 is the empty library.
            """)

    @Argument(
        help: ArgumentHelp(
            "Behind the revisions: only what differs at and below these paths. ./3 is a path.", valueName: "path"),
        completion: Completion.paths)
    var words: [String] = []

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        _ = try DiffArguments(words)
    }

    func run() throws {
        let connection = try global.connect()
        let reader = LibraryReader(connection: connection, library: try library.name(connection))
        let arguments = try DiffArguments(words)
        let ends = try arguments.ends(in: reader)
        var selection = EntrySelection()
        selection.paths = try arguments.paths.map { try there($0, in: reader, [ends.to, ends.from]) }
        var (list, counts) = (JSONList("changes"), [UInt64](repeating: 0, count: 3))
        try reader.forEachChangePage(from: ends.from, to: ends.to) { page in
            let changes = page.filter { selection.reaches($0.path) }
            for change in changes { counts[change.hasEntry ? change.existed ? 1 : 0 : 2] += 1 }
            if global.json {
                list.add(changes.map { ChangeText.json($0) })
            } else if !changes.isEmpty {
                Console.print(changes.map { ChangeText.line($0) }.joined(separator: "\n"))
            }
        }
        guard global.json else { return }
        list.finish([
            "library": .string(reader.library), "from": .unsigned(ends.from), "to": .unsigned(ends.to),
            "added": .unsigned(counts[0]), "changed": .unsigned(counts[1]), "removed": .unsigned(counts[2]),
        ])
    }

    /// The path that is meant, which one of two revisions has.
    private func there(_ path: EntryPath, in reader: LibraryReader, _ revisions: [UInt64]) throws -> EntryPath {
        for revision in revisions where revision > 0 {
            let meant = try reader.meant(by: path, revision: revision)
            if try reader.holds(meant, revision: revision) { return meant }
        }
        throw LockerError(.notFound, "\(path): no such entry in either revision", hint: .searchRevisions)
    }
}
