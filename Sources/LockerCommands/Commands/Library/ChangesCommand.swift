import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient

struct ChangesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes", abstract: "List what differs between a revision and the newest one.")

    @Option(
        help: ArgumentHelp(
            "The revision to compare with: its number, a date or an age; 0 is the empty library.",
            valueName: "revision"),
        transform: { try RevisionArgument(argument: $0, isZeroAllowed: true) })
    var since: RevisionArgument

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let name = try library.name(connection)
        let reader = LibraryReader(connection: connection, library: name)
        let since = try since.known(in: reader)
        var changes: [JSONValue] = []
        let revision = try reader.forEachChangePage(since: since) { page in
            if global.json {
                changes += page.map { ChangeText.json($0) }
            } else if !page.isEmpty {
                Console.print(page.map { ChangeText.line($0) }.joined(separator: "\n"))
            }
        }
        guard global.json else { return }
        Console.print([
            "library": .string(name), "since": .unsigned(since), "revision": .unsigned(revision),
            "changes": .array(changes),
        ])
    }
}
