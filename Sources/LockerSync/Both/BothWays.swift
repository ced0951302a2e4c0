import Glibc
import LockerAPI
import LockerBase
import POSIXSupport

/// Brings a folder and its library to the same: what changed on one side goes to the other, and what changed on both is
/// kept twice.
package struct BothWays: Sendable {
    /// So often at most all is looked at again, since another device came first, or something was set aside.
    private static let rounds = 5

    private let connection: LockerConnection
    private let directory: [UInt8]
    private let options: BothOptions
    /// Whether things are changed at the moment.
    private let isWorking = Monitor(false)

    /// Prepares to sync the folder at `directory` (bytes; it may be a link to a folder).
    package init(connection: LockerConnection, directory: [UInt8], options: BothOptions = BothOptions()) {
        self.connection = connection
        self.directory = directory
        self.options = options
    }

    /// Does what is to be done, or with a dry run says it.
    ///
    /// What was done before an error stays, is in `report`, and the next run goes on from there.
    /// - Throws: ``LockerError/Code/failedPrecondition`` where most of what both had would go from one of the two, unless
    ///   ``BothOptions/allowsEmptying`` is set: then nothing was done. ``LockerError/Code/conflict`` where other devices
    ///   came first again and again. What concerns one path only is in the report's ``BothReport/skipped``.
    package func run(
        _ observer: any ProgressObserver, _ report: inout BothReport
    ) throws(LockerError) {
        let start = ContinuousClock.now
        if !options.pullsOnly { try connection.require(.preconditions, to: "sync both ways") }
        if !options.sync.dryRun {
            try connection.register(Locker_V1_Origin(ofDeviceIn: options.sync.stateFolder))
        }
        var isMade = false
        if options.pullsOnly, !options.sync.dryRun {
            // A folder that was never pulled to is made, as by a restore.
            isMade = try SourceFolder.open(directory, creating: true).isMade
        }
        do throws(LockerError) {
            var (told, round) = (Set<EntryPath>(), 1)
            while try !go(&report, &told, isLast: round == BothWays.rounds, observer) { round += 1 }
        } catch {
            if isMade { _ = directory.withCName { rmdir($0) } }
            throw error
        }
        report.conflicts.sort { $0.path.lexicographicallyPrecedes($1.path) }
        report.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
    }

    /// Has a run that another thread is at end with an error, by ending the connection. Returns whether it has changed
    /// something, which it remembers first.
    package func stop() -> Bool {
        connection.close()
        return isWorking.withLock { $0 }
    }

    /// Looks at folder and library, and does what is to be done. Returns whether nothing is left.
    private func go(
        _ report: inout BothReport, _ told: inout Set<EntryPath>, isLast: Bool, _ observer: any ProgressObserver
    ) throws(LockerError) -> Bool {
        let round = try BothRound(directory, connection, options, observer)
        var keeper = ConflictKeeper(round, told: told)
        defer { told = keeper.told }
        if !options.sync.dryRun { isWorking.withLock { $0 = true } }
        if !options.sync.dryRun, !isLast, try keeper.setAside(&report) { return false }
        try keeper.tell(&report)
        try report.begin(round)
        if options.sync.dryRun {
            BothWays.tellSkipped(round, observer)
            return true
        }
        do throws(LockerError) {
            try BothWork(round: round).run(&report)
        } catch let error where error.code == .conflict && !isLast {
            return false
        }
        BothWays.tellSkipped(round, observer)
        return true
    }

    private static func tellSkipped(_ round: BothRound, _ observer: any ProgressObserver) {
        for item in round.source.tree.skipped + round.plan.skipped { observer.skipped(item) }
    }
}
