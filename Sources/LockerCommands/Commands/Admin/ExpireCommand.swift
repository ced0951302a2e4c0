import ArgumentParser
import LockerAPI
import LockerBase

struct ExpireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expire", abstract: "Forget old revisions of libraries.",
        discussion: """
            Nothing is asked, and what is forgotten does not come back: --dry-run says what would go. A revision is kept \
            when one of the rules keeps it; the newest always is. With --account, only the libraries of that account are \
            looked at. Hours, days, weeks from Monday on, months and years are UTC's. What only the forgotten revisions \
            hold is given back by the next compaction.
            """)

    @Option(help: ArgumentHelp("Keep so many revisions of each library, the newest ones.", valueName: "count"))
    var keepLast: UInt64?

    @Option(
        help: ArgumentHelp(
            "Keep what people need to go back to any moment of that span: a number with h, d, w or y.", valueName: "age"
        ),
        transform: Age.init(argument:))
    var keepWithin: Age?

    @OptionGroup var periods: PeriodOptions

    @Option(help: "Only libraries of this name.", completion: Completion.libraries)
    var library: String?

    @Flag(name: [.customShort("n"), .long], help: "Say what would be forgotten, and forget nothing.")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if let library { try LibraryName.check(library) }
        guard keepLast != nil || keepWithin != nil || !periods.isEmpty else {
            throw ValidationError(
                "say what to keep: --keep-last, --keep-within, --keep-hourly, --keep-daily, --keep-weekly, "
                    + "--keep-monthly, --keep-yearly, or several of these")
        }
        guard keepLast != 0 else { throw ValidationError("the newest revision is always kept: --keep-last 1 or more") }
    }

    func run() throws {
        var request = Locker_V1_ExpireRequest()
        if let account = global.account { request.account = account }
        if let library { request.library = library }
        if let keepLast { request.keepLast = keepLast }
        if let keepWithin { request.keepWithinSeconds = UInt64(keepWithin.seconds) }
        periods.add(to: &request)
        request.dryRun = dryRun
        let connection = try global.connectAsOperator()
        if !periods.isEmpty {
            try connection.require(.retentionPeriods, to: "keep a revision of each hour, day or week")
        }
        let result = try connection.call(AdminMethods.expire, request)
        global.report(HistoryText.json(result), HistoryText.text(result))
    }
}
