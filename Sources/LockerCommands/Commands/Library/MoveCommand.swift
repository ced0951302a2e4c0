import ArgumentParser
import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

struct MoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mv", abstract: "Rename an entry or a folder of a library.")

    @Argument(help: "The entry or folder.", completion: Completion.paths, transform: EntryPath.init(argument:))
    var from: EntryPath

    @Argument(help: "Its new path.", completion: Completion.paths, transform: EntryPath.init(argument:))
    var to: EntryPath

    @OptionGroup var library: LibraryOption
    @OptionGroup var note: NoteOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        var request = Locker_V1_MoveRequest()
        request.library = try library.name(connection)
        let reader = LibraryReader(connection: connection, library: request.library)
        request.from = Data(try reader.meant(by: from).bytes)
        request.to = Data(to.bytes)
        request.note = try note.checked(connection)
        request.origin = .ofThisDevice
        let commit = try connection.call(LockerMethods.move, request)
        global.report(commit, of: request.library)
    }
}
