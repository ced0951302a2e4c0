import ArgumentParser
import LockerAPI
import LockerBase

/// What somebody asks to keep of a library.
struct KeepOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Keep so many revisions, the newest ones.", valueName: "count"))
    var last: UInt64?

    @Option(
        help: ArgumentHelp(
            "Keep what is needed to go back to any moment of that span: a number with h, d, w or y.", valueName: "age"),
        transform: Age.init(argument:))
    var within: Age?

    @Option(help: ArgumentHelp("Keep the newest of each of so many hours in which there is any.", valueName: "count"))
    var hourly: UInt64?

    @Option(help: ArgumentHelp("Of each of so many days.", valueName: "count"))
    var daily: UInt64?

    @Option(help: ArgumentHelp("Of each of so many weeks.", valueName: "count"))
    var weekly: UInt64?

    @Option(help: ArgumentHelp("Of each of so many months.", valueName: "count"))
    var monthly: UInt64?

    @Option(help: ArgumentHelp("Of each of so many years.", valueName: "count"))
    var yearly: UInt64?

    @Flag(help: "Ask for nothing any more.")
    var clear = false

    private var counts: [UInt64] { [last, hourly, daily, weekly, monthly, yearly].compactMap(\.self) }

    private var hasRule: Bool { within != nil || !counts.isEmpty }

    /// What is asked for; nil where nothing is said of that.
    var retention: Locker_V1_Retention? {
        guard hasRule || clear else { return nil }
        var retention = Locker_V1_Retention()
        if let last { retention.keepLast = last }
        if let within { retention.keepWithinSeconds = UInt64(within.seconds) }
        if let hourly { retention.keepHourly = hourly }
        if let daily { retention.keepDaily = daily }
        if let weekly { retention.keepWeekly = weekly }
        if let monthly { retention.keepMonthly = monthly }
        if let yearly { retention.keepYearly = yearly }
        return retention
    }

    func validate() throws {
        guard !clear || !hasRule else { throw ValidationError("--clear goes with no other rule") }
        guard !counts.contains(0) else {
            throw ValidationError("the newest revision is always kept: keep 1 or more, or --clear")
        }
    }
}
