import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient
import LockerSync

struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a note of a revision, in the place of the one that it has.",
        discussion: "'locker log' shows it. An empty text takes it away.")

    @Argument(
        help: "The revision: its number, a date, an age or latest.", transform: RevisionArgument.init(argument:))
    var revision: RevisionArgument

    @Argument(help: "The note: one line of at most 4,096 bytes.")
    var text: String

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        try connection.require(.devices, to: "keep notes")
        var request = Locker_V1_SetNoteRequest()
        request.library = try library.name(connection)
        request.revision = try revision.known(in: LibraryReader(connection: connection, library: request.library))
        request.note = text
        request.device = Device.number(in: SyncStateFile.defaultFolder)
        let noted = try connection.call(LockerMethods.setNote, request).revision
        global.report(
            ["library": .string(request.library), "revision": .unsigned(noted.number), "note": .string(noted.note)],
            noted.note.isEmpty
                ? "revision \(noted.number) has no note" : "revision \(noted.number): \(noted.note.printable)")
    }
}
