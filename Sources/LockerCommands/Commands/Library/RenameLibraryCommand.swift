import ArgumentParser
import LockerAPI
import LockerBase
import LockerSync

struct RenameLibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a library another name. Its revisions stay.")

    @Argument(help: "The library.", completion: Completion.libraries)
    var name: String

    @Argument(help: "Its new name.")
    var new: String

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try LibraryName.check(name)
        try LibraryName.check(new)
    }

    func run() throws {
        let connection = try global.connect()
        try connection.require(.libraries, to: "rename libraries")
        var request = Locker_V1_RenameLibraryRequest()
        request.library = try LibraryName.meant(by: name, connection)
        request.name = new
        request.device = Device.number(in: SyncStateFile.defaultFolder)
        _ = try connection.call(LockerMethods.renameLibrary, request)
        global.report(
            ["library": .string(new), "old_name": .string(request.library)],
            "library \(request.library.printable) is called \(new.printable) now")
        if new.hasHiddenCharacters { global.note(UsageText.hiddenName(new)) }
    }
}
