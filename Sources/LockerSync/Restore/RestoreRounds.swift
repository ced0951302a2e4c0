import LockerAPI
import LockerBase

/// Goes over the entries of a restore, and again over those that the disk took for something else and that have another name
/// since.
struct RestoreRounds {
    /// Puts entries where their paths lead in a folder, or says what would become of them there.
    typealias Round = (
        _ entries: SortedTable<Locker_V1_Entry>, _ root: TreeRoot, _ observer: any ProgressObserver
    ) throws(LockerError) -> RestoreReport

    let root: TreeRoot
    /// Nil where everything has its own name.
    let names: RestoreNames?
    let observer: any ProgressObserver

    func run(_ entries: SortedTable<Locker_V1_Entry>, _ round: Round) throws(LockerError) -> RestoreReport {
        guard let names else { return try round(entries, root, observer) }
        let skips = LateSkips(observer)
        defer { skips.tell() }
        try names.begin()
        var report = try round(entries, names.root, skips)
        try names.note(entries, besides: report.skipped)
        while case let renamed = try names.rename(report.skipped), !renamed.isEmpty {
            let paths = Set(renamed.map { Array($0.path) })
            skips.takeBack(paths)
            report.skipped.removeAll { paths.contains($0.path) }
            let again = try SortedTable(renamed)
            let more = try round(again, names.root, skips)
            try names.note(again, besides: more.skipped)
            report.add(more)
        }
        report.placedAs = names.placed
        return report
    }
}
