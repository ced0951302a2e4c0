import ArgumentParser
import LockerAPI
import LockerBase
import LockerSync

struct DeleteLibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Remove a library with all its revisions.",
        discussion: "There is no way back. A person at a terminal is asked first; scripts are not.")

    @Argument(help: "The library.", completion: Completion.libraries)
    var name: String

    @OptionGroup var removal: RemovalOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try LibraryName.check(name)
    }

    func run() throws {
        let connection = try global.connect()
        try connection.require(.libraries, to: "delete libraries")
        var request = Locker_V1_DeleteLibraryRequest()
        request.library = try LibraryName.meant(by: name, connection)
        request.device = Device.number(in: SyncStateFile.defaultFolder)
        let shown = request.library.printable
        try removal.confirm {
            request.dryRun = true
            let removed = try connection.call(LockerMethods.deleteLibrary, request)
            return "Delete library \(shown) with \(RemovalText.text(removed)), for good?"
        }
        request.dryRun = removal.dryRun
        let removed = try connection.call(LockerMethods.deleteLibrary, request)
        global.report(
            [
                "library": .string(request.library), "dry_run": .bool(removal.dryRun),
                "revisions": .unsigned(removed.revisions), "files": .unsigned(removed.files),
                "logical_bytes": .unsigned(removed.logicalBytes),
            ],
            "library \(shown) with \(RemovalText.text(removed)) \(removal.dryRun ? "would be deleted" : "deleted")")
    }
}
