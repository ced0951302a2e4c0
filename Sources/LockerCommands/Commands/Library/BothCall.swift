import LockerAPI
import LockerBase
import LockerSync

/// What `pull` and `sync --both` do.
struct BothCall {
    /// The folder.
    let dir: [UInt8]
    let connection: LockerConnection
    let global: GlobalOptions

    /// - Throws: ``ExitStatus/keptTwice`` or ``ExitStatus/skipped`` where that is how it ended.
    func run(_ sync: SyncOptions, allowsEmptying: Bool, pullsOnly: Bool) throws {
        var options = BothOptions()
        options.sync = sync
        options.allowsEmptying = allowsEmptying
        options.pullsOnly = pullsOnly
        let both = BothWays(connection: connection, directory: dir, options: options)
        let observer = global.observer(sync.dryRun ? "looked at" : pullsOnly ? "brought" : "synced")
        let words =
            sync.dryRun ? "interrupted: nothing was changed" : "interrupted: what was done stays; the next run goes on"
        var report = BothReport()
        try global.interruptible(words, stop: both.stop) { () throws(LockerError) in
            // What was kept twice before an error is told as well.
            defer { if !global.json { report.conflicts.map(BothText.line).forEach(global.note) } }
            try both.run(observer, &report)
        }
        if !global.json, let changes = report.changes, !changes.isEmpty {
            Console.print(changes.map(BothText.line).joined(separator: "\n"))
        }
        global.report(BothText.json(report, dryRun: sync.dryRun), BothText.line(report, dryRun: sync.dryRun))
        if let reason = report.forgotten {
            global.note("all is done, and is not remembered, so that the next run compares contents: \(reason)")
        }
        for warning in report.warnings { global.note(warning) }
        if !report.conflicts.isEmpty { throw ExitStatus.keptTwice }
        if !report.skipped.isEmpty { throw ExitStatus.skipped }
    }
}
