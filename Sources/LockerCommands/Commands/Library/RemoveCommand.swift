import ArgumentParser
import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm", abstract: "Remove entries from a library.",
        discussion: "Earlier revisions keep what they hold.")

    @Argument(help: "The entries.", completion: Completion.paths, transform: EntryPath.init(argument:))
    var paths: [EntryPath]

    @Flag(name: .shortAndLong, help: "Folders too, with all below them.")
    var recursive = false

    @OptionGroup var library: LibraryOption
    @OptionGroup var note: NoteOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        var request = Locker_V1_RemoveRequest()
        request.library = try library.name(connection)
        let reader = LibraryReader(connection: connection, library: request.library)
        request.paths = try paths.map { Data(try reader.meant(by: $0).bytes) }
        request.recursive = recursive
        request.note = try note.checked(connection)
        request.origin = .ofThisDevice
        let commit = try connection.call(LockerMethods.remove, request)
        global.report(commit, of: request.library)
    }
}
