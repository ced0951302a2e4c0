import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient

struct ChangesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changes", abstract: "List what differs between a revision and the newest one.")

    @Option(help: ArgumentHelp("The revision to compare with; 0 is the empty library.", valueName: "revision"))
    var since: UInt64

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try Ranges.check(revision: since, option: "--since", isZeroAllowed: true)
    }

    func run() throws {
        let connection = try global.connect()
        let name = try library.name(connection)
        let reader = LibraryReader(connection: connection, library: name)
        var changes: [JSONValue] = []
        let revision = try reader.forEachChangePage(since: since) { page in
            if global.json {
                changes += page.map(json)
            } else if !page.isEmpty {
                Console.print(page.map(line).joined(separator: "\n"))
            }
        }
        guard global.json else { return }
        Console.print([
            "library": .string(name), "since": .unsigned(since), "revision": .unsigned(revision),
            "changes": .array(changes),
        ])
    }

    private func json(_ change: Locker_V1_Change) -> JSONValue {
        let members = change.hasEntry ? EntryJSON.members(change.entry) : EntryJSON.path(change.path)
        return JSONValue.object(members).merging(["change": .string(word(change))])
    }

    private func word(_ change: Locker_V1_Change) -> String {
        if !change.hasEntry { return "removed" }
        return change.existed ? "changed" : "added"
    }

    /// What is gone is told by its path alone.
    private func line(_ change: Locker_V1_Change) -> String {
        let name = change.hasEntry ? EntryText.name(change.entry) : EntryPath.printable(change.path)
        return "\(mark(change)) \(name)"
    }

    private func mark(_ change: Locker_V1_Change) -> String {
        if !change.hasEntry { return "-" }
        return change.existed ? "~" : "+"
    }
}
