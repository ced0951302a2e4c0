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

    private func bring(_ ledger: inout BothLedger) throws(LockerError) {
        do throws(LockerError) {
            try put(&ledger)
        } catch {
            try? look(&ledger)
            throw error
        }
        try look(&ledger)
    }

    /// Takes note of how the disk lists what has come: what has another name there would be something else to the next run.
    private func look(_ ledger: inout BothLedger) throws(LockerError) {
        let root = round.source.root
        if ListedNames.areGiven(in: root) { return }
        let (listed, skipped) = (ListedNames(in: root), Set(ledger.report.skipped.map { $0.path }))
        var decisions = DecisionReader(round.plan.decisions, of: [.place])
        while let decision = try decisions.next() {
            guard ledger.isDone[decisions.row], !skipped.contains(decision.path.bytes) else { continue }
            try listed.look(at: decision.path)
        }
        ledger.record.note(listed)
    }

    /// What goes comes before what takes its place, and what lies in a folder before the folder's own time.
    private func put(_ ledger: inout BothLedger) throws(LockerError) {
        try IncomingMoves(round).run(&ledger)
        var removals = IncomingRemovals(round)
        try removals.run(&ledger)
        try IncomingFiles(round).run(&ledger)
        try IncomingFolders(round).run(&ledger)
    }
}
