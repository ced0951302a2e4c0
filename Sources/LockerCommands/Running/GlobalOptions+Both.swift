import LockerSync

extension GlobalOptions {
    /// Prints what a sync of both ways did, and says what there is beside the figures.
    func tell(_ report: BothReport, dryRun: Bool) {
        if !json, let changes = report.changes, !changes.isEmpty {
            Console.print(changes.map(BothText.line).joined(separator: "\n"))
        }
        self.report(BothText.json(report, dryRun: dryRun), BothText.line(report, dryRun: dryRun))
        for placed in report.placedAs where !json { note(BothText.line(placed)) }
        if let reason = report.forgotten {
            note("all is done, and is not remembered, so that the next run compares contents: \(reason)")
        }
        for warning in report.warnings { note(warning) }
    }

    /// Says what was kept twice.
    func tell(_ conflicts: [SyncConflict]) {
        for conflict in conflicts where !json { note(BothText.line(conflict)) }
    }
}
