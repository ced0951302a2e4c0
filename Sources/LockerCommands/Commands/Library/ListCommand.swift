import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List a library's entries.",
        discussion: """
            Where the library has nothing at the path, it may be a pattern: * and ? stand for anything but /, ** for \
            that too; one with a / is of whole paths, any other one of names. A folder is listed with all that is in it.
            """)

    @Argument(
        help: "Only this entry, or those below this folder, or what this pattern matches.",
        completion: Completion.paths, transform: PathOrGlob.init(argument:))
    var path: PathOrGlob?

    @OptionGroup var library: LibraryOption
    @OptionGroup var revision: RevisionOption

    @Flag(name: .shortAndLong, help: "With permission bits, sizes, modification times and the first digits of blobs.")
    var long = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let name = try library.name(connection)
        let reader = LibraryReader(connection: connection, library: name)
        let revision = try revision.number(in: reader)
        let place = try path?.place(in: reader, revision)
        var entries: [JSONValue] = []
        var isEmpty = true
        let listed = try reader.forEachPage(revision: revision, under: place?.under) { page in
            let found = place?.glob.map { glob in page.filter { glob.covers($0.path) } } ?? page
            isEmpty = isEmpty && found.isEmpty
            if global.json {
                entries += found.map { .object(EntryJSON.members($0)) }
            } else if !found.isEmpty {
                Console.print(found.map { long ? EntryText.long($0) : EntryText.name($0) }.joined(separator: "\n"))
            }
        }
        if let path, isEmpty {
            let shown = place?.glob == nil ? place?.under?.description : nil
            throw LockerError(
                .notFound, "\(shown ?? path.text): no such entry in revision \(listed); `locker ls` lists them")
        }
        guard global.json else { return }
        Console.print([
            "library": .string(name), "revision": .unsigned(listed), "entries": .array(entries),
        ])
    }
}
