import ArgumentParser
import LockerAPI
import LockerBase
import LockerSync

struct KeepLibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep", abstract: "Keep more old revisions of a library than the operator's rules do.",
        discussion: """
            What is asked for takes the place of what was asked for before; without a rule, it is shown. A revision is \
            kept when one of the rules keeps it, or one of the operator's; what is kept counts in the quota. Hours, \
            days, weeks from Monday on, months and years are UTC's.
            """)

    @Argument(help: "The library.", completion: Completion.libraries)
    var name: String

    @OptionGroup var wish: KeepOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try LibraryName.check(name)
    }

    func run() throws {
        let connection = try global.connect()
        try connection.require(.retention, to: "keep more of a library")
        let library = try LibraryName.meant(by: name, connection)
        guard let retention = wish.retention else {
            var request = Locker_V1_GetRetentionRequest()
            request.library = library
            let kept = try connection.call(LockerMethods.getRetention, request)
            return global.print(HistoryText.json(kept, of: library), HistoryText.text(kept, of: library))
        }
        var request = Locker_V1_SetRetentionRequest()
        (request.library, request.retention) = (library, retention)
        request.device = Device.number(in: SyncStateFile.defaultFolder)
        let kept = try connection.call(LockerMethods.setRetention, request)
        global.report(HistoryText.json(kept, of: library), HistoryText.text(kept, of: library))
    }
}
