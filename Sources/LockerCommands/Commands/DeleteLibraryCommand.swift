import ArgumentParser
import LockerAPI
import LockerBase

struct DeleteLibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Remove a library with all its revisions.",
        discussion: "There is no way back. A person at a terminal is asked first; scripts are not.")

    @Argument(help: "The library.", completion: Completion.libraries)
    var name: String

    @Flag(name: [.customShort("n"), .long], help: "Say what would go, and remove nothing.")
    var dryRun = false

    @Flag(help: "Ask nothing.")
    var yes = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try LibraryName.check(name)
    }

    func run() throws {
        let connection = try global.connect()
        try connection.require(.libraries, to: "delete libraries")
        var request = Locker_V1_DeleteLibraryRequest()
        request.library = try LibraryName.meant(by: name, connection)
        let shown = request.library.printable
        if !yes, !dryRun, Confirmation.isPossible {
            request.dryRun = true
            let removal = try connection.call(LockerMethods.deleteLibrary, request)
            try Confirmation.require(
                { "Delete library \(shown) with \(RemovalText.text(removal)), for good?" }, given: false)
        }
        request.dryRun = dryRun
        let removal = try connection.call(LockerMethods.deleteLibrary, request)
        global.report(
            [
                "library": .string(request.library), "dry_run": .bool(dryRun),
                "revisions": .unsigned(removal.revisions), "files": .unsigned(removal.files),
                "logical_bytes": .unsigned(removal.logicalBytes),
            ],
            "library \(shown) with \(RemovalText.text(removal)) \(dryRun ? "would be deleted" : "deleted")")
    }
}
