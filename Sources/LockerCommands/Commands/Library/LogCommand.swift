import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient
import LockerSync

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "List a library's revisions, newest first.",
        discussion: "With --long, also where each came from, how many bytes it changed, and the whole of its note.")

    @OptionGroup var library: LibraryOption

    @Option(
        help: ArgumentHelp("Only this revision: its number, a date, an age or latest.", valueName: "revision"),
        transform: RevisionArgument.init(argument:))
    var revision: RevisionArgument?

    @Flag(name: .shortAndLong, help: "Say all that is known of each.")
    var long = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let reader = LibraryReader(connection: connection, library: try library.name(connection))
        let revisions = try found(by: reader)
        if global.json {
            Console.print([
                "library": .string(reader.library), "revisions": .array(revisions.map { RevisionText.json($0) }),
            ])
            return
        }
        Console.print(long ? RevisionText.long(revisions) : RevisionText.table(revisions))
    }

    /// All, or the one that is asked for.
    private func found(by reader: LibraryReader) throws(LockerError) -> [Locker_V1_Revision] {
        guard let wanted = revision else { return try reader.revisions() }
        let number = try wanted.known(in: reader)
        let found = try reader.revisions(before: number < .max ? number + 1 : 0, limit: 1)
        guard let first = found.first, first.number == number else {
            throw LockerError(
                .notFound, "library '\(reader.library.printable)': revision \(number) is not there, or has expired")
        }
        return found
    }
}
