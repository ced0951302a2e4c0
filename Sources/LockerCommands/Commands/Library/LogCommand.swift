import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient
import LockerSync

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "List a library's revisions, newest first.")

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let library = try library.name(connection)
        let revisions = try LibraryReader(connection: connection, library: library).revisions()
        if global.json {
            Console.print(["library": .string(library), "revisions": .array(revisions.map(json))])
            return
        }
        var table = Table(
            ["REVISION", "MADE", "ADDED", "CHANGED", "REMOVED", "FILES", "SIZE"], right: [0, 2, 3, 4, 5, 6])
        for revision in revisions {
            table.add([
                "\(revision.number)", HumanText.moment(revision.created), "\(revision.added)",
                "\(revision.changed)", "\(revision.removed)", "\(revision.files)",
                HumanText.size(revision.logicalBytes),
            ])
        }
        Console.print(table.text)
    }

    private func json(_ revision: Locker_V1_Revision) -> JSONValue {
        [
            "revision": .unsigned(revision.number), "created": .seconds(nanoseconds: revision.created),
            "created_ns": .exact(revision.created),
            "added": .unsigned(revision.added), "changed": .unsigned(revision.changed),
            "removed": .unsigned(revision.removed), "files": .unsigned(revision.files),
            "logical_bytes": .unsigned(revision.logicalBytes),
        ]
    }
}
