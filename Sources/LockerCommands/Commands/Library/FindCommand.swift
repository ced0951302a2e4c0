import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient
import LockerSync

struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "List the entries that a pattern matches.",
        discussion: """
            * and ? stand for anything but /, ** for that too, [a-z] for one byte. A pattern with a / is of whole \
            paths, any other one of names. With --all-revisions, each line begins with the revisions in which the path \
            was there.
            """)

    @Argument(help: "The pattern.", transform: ArgumentBytes.bytes)
    var pattern: [UInt8]

    @Flag(name: [.customShort("i"), .long], help: "Take capital and small letters for the same.")
    var ignoreCase = false

    @Flag(help: "In all revisions that are kept.")
    var allRevisions = false

    @OptionGroup var library: LibraryOption
    @OptionGroup var revision: RevisionOption
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try Ranges.checkOne(of: [("--all-revisions", allRevisions), ("--revision", revision.revision != nil)])
        _ = try PathGlob(argument: pattern, ignoringCase: ignoreCase)
    }

    func run() throws {
        let connection = try global.connect()
        let reader = LibraryReader(connection: connection, library: try library.name(connection))
        let glob = try PathGlob(argument: pattern, ignoringCase: ignoreCase)
        let isFound = try allRevisions ? findEverywhere(glob, reader) : find(glob, reader)
        if isFound || global.json { return }
        global.note("nothing matches \(EntryPath.printable(pattern)); a pattern is held against all of a name or path")
    }

    /// Returns whether anything is found.
    private func find(_ glob: PathGlob, _ reader: LibraryReader) throws -> Bool {
        var (list, isFound) = (JSONList("entries"), false)
        let revision = try revision.number(in: reader)
        let listed = try reader.forEachPage(revision: revision, under: glob.folder) { page in
            let found = page.filter { glob.matches($0.path) }
            isFound = isFound || !found.isEmpty
            if global.json {
                list.add(found.map { .object(EntryJSON.members($0)) })
            } else if !found.isEmpty {
                Console.print(found.map { EntryText.name($0) }.joined(separator: "\n"))
            }
        }
        if global.json { list.finish(["library": .string(reader.library), "revision": .unsigned(listed)]) }
        return isFound
    }

    private func findEverywhere(_ glob: PathGlob, _ reader: LibraryReader) throws -> Bool {
        var (list, isFound) = (JSONList("entries"), false)
        let newest = try HistorySearch(of: reader, glob).run { found, spans in
            isFound = true
            if global.json {
                list.add([FoundText.json(found, spans)])
            } else {
                Console.print(FoundText.line(found, spans))
            }
        }
        if global.json { list.finish(["library": .string(reader.library), "revision": .unsigned(newest)]) }
        return isFound
    }
}
