import LockerBase
import LockerClient

/// Does what a round has found to be done.
struct BothWork {
    let round: BothRound

    /// Brings and sends what is to be. What was done before an error is remembered.
    ///
    /// - Throws: ``LockerError/Code/conflict`` where another device has come first: then another round sees what it did.
    func run(_ report: inout BothReport) throws(LockerError) {
        let (plan, sends) = (round.plan, !round.options.pullsOnly)
        let record = BothRecord(of: round.source, round.base, plan, withdraws: sends)
        var ledger = BothLedger(record, report, decisions: plan.decisions.count, round.observer)
        let (incoming, outgoing) = (plan.tally.incoming, plan.tally.outgoing)
        round.observer.begin(
            files: incoming.files + (sends ? outgoing.files : 0),
            bytes: incoming.bytes.adding(sends ? outgoing.bytes : 0))
        let passedOver = report.skipped.count
        defer {
            round.observer.end()
            report = ledger.report
            report.isUnfinished = report.skipped.count > passedOver
        }
        do throws(LockerError) {
            if !plan.placed.isEmpty { try ledger.record.saveNames() }
            try bring(&ledger)
            if sends { try OutgoingChanges.run(round, &ledger) }
        } catch {
            ledger.save(isDone: false)
            throw error
        }
        ledger.save(isDone: true)
    }

    /// What goes comes before what takes its place, and what lies in a folder before the folder's own time.
    private func bring(_ ledger: inout BothLedger) throws(LockerError) {
        try IncomingMoves(round).run(&ledger)
        var removals = IncomingRemovals(round)
        try removals.run(&ledger)
        try IncomingFiles(round).run(&ledger)
        try IncomingFolders(round).run(&ledger)
    }
}
