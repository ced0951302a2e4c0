import LockerAPI
import LockerBase
import LockerClient

/// Brings the library's files and links to the folder, batch by batch. Each gets its name in the place of what was looked at,
/// and of nothing else.
struct IncomingFiles {
    /// The most files, and about how many bytes, of a batch: what it has brought is remembered after it.
    private static let files = 5_000
    private static let bytes = 1 << 30

    private typealias Wanted = (row: Int, decision: MergeDecision, entry: Locker_V1_Entry)

    private let round: BothRound

    init(_ round: BothRound) {
        self.round = round
    }

    func run(_ ledger: inout BothLedger) throws(LockerError) {
        ledger.record.beginPart()
        var reader = DecisionReader(round.plan.decisions, of: [.place])
        var (batch, bytes) = ([Wanted](), 0)
        while let decision = try reader.next() {
            guard !ledger.isDone[reader.row], let entry = decision.entry, entry.kind != .folder else { continue }
            batch.append((reader.row, decision, entry))
            bytes += min(Int(clamping: entry.size), IncomingFiles.bytes)
            if batch.count < IncomingFiles.files, bytes < IncomingFiles.bytes { continue }
            try put(batch, &ledger)
            (batch, bytes) = ([], 0)
        }
        if !batch.isEmpty { try put(batch, &ledger) }
    }

    private func put(_ batch: [Wanted], _ ledger: inout BothLedger) throws(LockerError) {
        let (moment, ignoring) = (timeOfDay(), round.options.sync.ignoring)
        let planned = PlannedPlaces(IncomingFiles.looked(at: batch), ignoring: ignoring)
        let entries = try SortedTable(batch.map { $0.entry })
        let run = RestoreRun(
            overwrite: .always, names: LibraryNames(entries), planned: planned, isExact: true,
            made: round.made, passing: DescriptorPassing(over: round.connection))
        let workers = RestoreThreads(
            connection: round.connection, library: round.options.sync.library, threads: round.options.sync.threads,
            syncs: true, observer: round.observer)
        let result = Result { () throws(LockerError) in
            try workers.put(
                entries, of: round.base.newest.revision, below: round.source.root, run)
        }
        // Where the rest was given up, what has got its name by then is remembered all the same: once the library has
        // other there, it would be taken for changed here.
        for wanted in batch {
            guard let item = planned.item(at: wanted.decision.path) else { continue }
            let isSettled = item.isPlainlySettled(at: moment, ignoring: ignoring)
            let update = StateUpdate(item.remembered(isSettled: isSettled), blob: Digest(wanted.entry.blob))
            ledger.finish(wanted.row, wanted.decision, update)
            ledger.report.received += 1
        }
        let report = try result.get()
        ledger.report.receivedBytes += report.logicalBytes
        ledger.report.skipped += report.skipped
        for warning in run.warnings where !ledger.report.warnings.contains(warning) {
            ledger.report.warnings.append(warning)
        }
        ledger.saveIfDue()
    }

    /// The files and links that lie where something is wanted.
    private static func looked(at batch: [Wanted]) -> [EntryPath: TreeItem] {
        var found: [EntryPath: TreeItem] = [:]
        for item in batch.compactMap(\.decision.local) where !item.isFolder { found[item.path] = item }
        return found
    }
}
