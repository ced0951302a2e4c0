import LockerBase

/// What a sync of both ways has done so far: what is said of it, and what is remembered.
struct BothLedger {
    var record: BothRecord
    var report: BothReport
    /// Of each decision, in their order, whether nothing is left to be done about it here.
    private(set) var isDone: [Bool]
    private let observer: any ProgressObserver

    init(_ record: BothRecord, _ report: BothReport, decisions: Int, _ observer: any ProgressObserver) {
        (self.record, self.report, self.observer) = (record, report, observer)
        isDone = Array(repeating: false, count: decisions)
    }

    /// Takes note that the decision of this number is done in the folder, and what is at its path since.
    mutating func finish(_ row: Int, _ decision: MergeDecision, _ update: StateUpdate?) {
        isDone[row] = true
        record.noteChangeHere()
        if decision.isNews { record.settle(1) }
        if let update { record.note(update) }
    }

    /// Takes note that the decision of this number cannot be done, and why.
    mutating func skip(_ row: Int, _ path: EntryPath, _ reason: String) {
        isDone[row] = true
        let skipped = Skipped(path: path.bytes, reason: reason)
        observer.skipped(skipped)
        report.skipped.append(skipped)
    }

    /// Saves what is remembered, as far as it is worth it.
    mutating func saveIfDue() {
        do throws(LockerError) { try record.saveIfDue() } catch { report.forgotten = error.message }
    }

    /// Saves all that is to be remembered.
    mutating func save(isDone: Bool) {
        do throws(LockerError) { try record.save(isDone: isDone) } catch { report.forgotten = error.message }
    }
}
