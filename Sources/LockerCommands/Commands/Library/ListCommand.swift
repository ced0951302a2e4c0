import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ls", abstract: "List a library's entries.")

    @Argument(
        help: "Only this entry, or those below this folder.", completion: Completion.paths,
        transform: EntryPath.init(argument:))
    var path: EntryPath?

    @OptionGroup var library: LibraryOption

    @Option(help: ArgumentHelp("The revision to list (default: the newest).", valueName: "n"))
    var revision: UInt64?

    @Flag(name: .shortAndLong, help: "With sizes and modification times.")
    var long = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try Ranges.check(revision: revision)
    }

    func run() throws {
        let connection = try global.connect()
        let name = try library.name(connection)
        let reader = LibraryReader(connection: connection, library: name)
        let path = try path.map { try reader.meant(by: $0, revision: revision) }
        var entries: [JSONValue] = []
        var isEmpty = true
        let listed = try reader.forEachPage(revision: revision, under: path) { page in
            isEmpty = isEmpty && page.isEmpty
            if global.json {
                entries += page.map { .object(EntryJSON.members($0)) }
            } else if !page.isEmpty {
                Console.print(page.map(line).joined(separator: "\n"))
            }
        }
        if let path, isEmpty {
            throw LockerError(.notFound, "\(path): no such entry in revision \(listed); `locker ls` lists them")
        }
        guard global.json else { return }
        Console.print([
            "library": .string(name), "revision": .unsigned(listed), "entries": .array(entries),
        ])
    }

    private func line(_ entry: Locker_V1_Entry) -> String {
        var name = EntryText.name(entry)
        guard long else { return name }
        if entry.kind == .symlink { name += " -> \(EntryPath.printable(entry.target))" }
        let size = entry.kind == .file ? HumanText.size(entry.size) : "-"
        let space = String(repeating: " ", count: max(0, 9 - size.count))
        return "\(space)\(size)  \(HumanText.moment(entry.modified))  \(name)"
    }
}
