import ArgumentParser
import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

struct PurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Take entries out of all revisions of a library.",
        discussion: """
            There is no way back: no revision has them any more, and what nobody else holds is given back by the next \
            compaction. A person at a terminal is asked first; scripts are not. Folders that are synced both ways lose \
            the files as well; a sync of one way from a folder that still has them brings them again, and so does one of \
            both ways when the revisions from before the purge have expired by then: keep these until all devices have \
            synced. Backups keep what they have.
            """)

    @Argument(
        help: "The entries, as they are called in any revision.", completion: Completion.paths,
        transform: EntryPath.init(argument:))
    var paths: [EntryPath]

    @Flag(name: .shortAndLong, help: "Folders too, with all below them.")
    var recursive = false

    @OptionGroup var library: LibraryOption
    @OptionGroup var removal: RemovalOptions
    @OptionGroup var note: NoteOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        try connection.require(.purge, to: "purge entries")
        var request = Locker_V1_PurgeRequest()
        request.library = try library.name(connection)
        let reader = LibraryReader(connection: connection, library: request.library)
        request.paths = try paths.map { Data(try reader.meant(by: $0).bytes) }
        request.recursive = recursive
        (request.origin, request.note) = (.ofThisDevice, try note.checked(connection))
        let shown = request.library.printable
        try removal.confirm {
            request.dryRun = true
            let found = try connection.call(LockerMethods.purge, request)
            return "Purge \(PurgeText.text(found)), of library \(shown), for good?"
        }
        request.dryRun = removal.dryRun
        let purge = try connection.call(LockerMethods.purge, request)
        global.report(
            PurgeText.json(purge, of: request.library, dryRun: removal.dryRun),
            PurgeText.line(purge, of: request.library, dryRun: removal.dryRun))
    }
}
