import ArgumentParser
import LockerAPI

/// Of how many periods a revision each is kept.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Keep the newest of each of so many hours in which there is any.", valueName: "count"))
    var keepHourly: UInt64?

    @Option(help: ArgumentHelp("Of each of so many days.", valueName: "count"))
    var keepDaily: UInt64?

    @Option(help: ArgumentHelp("Of each of so many weeks.", valueName: "count"))
    var keepWeekly: UInt64?

    @Option(help: ArgumentHelp("Of each of so many months.", valueName: "count"))
    var keepMonthly: UInt64?

    @Option(help: ArgumentHelp("Of each of so many years.", valueName: "count"))
    var keepYearly: UInt64?

    private var counts: [UInt64] {
        [keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly].compactMap(\.self)
    }

    /// Whether none is given.
    var isEmpty: Bool { counts.isEmpty }

    func validate() throws {
        guard !counts.contains(0) else {
            throw ValidationError("the newest revision is always kept: keep those of 1 hour, day, … or more")
        }
    }

    /// Asks for them in `request`.
    func add(to request: inout Locker_V1_ExpireRequest) {
        if let keepHourly { request.keepHourly = keepHourly }
        if let keepDaily { request.keepDaily = keepDaily }
        if let keepWeekly { request.keepWeekly = keepWeekly }
        if let keepMonthly { request.keepMonthly = keepMonthly }
        if let keepYearly { request.keepYearly = keepYearly }
    }
}
