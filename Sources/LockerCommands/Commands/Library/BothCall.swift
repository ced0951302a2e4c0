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
    func run(_ sync: SyncOptions, allowsEmptying: Bool, pullsOnly: Bool, nameClash: NameClashRule) throws {
        var options = BothOptions()
        options.sync = sync
        options.allowsEmptying = allowsEmptying
        options.pullsOnly = pullsOnly
        options.nameClash = nameClash
        let both = BothWays(connection: connection, directory: dir, options: options)
        let observer = global.observer(sync.dryRun ? "looked at" : pullsOnly ? "brought" : "synced")
        let words =
            sync.dryRun ? "interrupted: nothing was changed" : "interrupted: what was done stays; the next run goes on"
        var report = BothReport()
        try global.interruptible(words, stop: both.stop) { () throws(LockerError) in
            // What was kept twice before an error is told as well.
            defer { global.tell(report.conflicts) }
            try both.run(observer, &report)
        }
        global.tell(report, dryRun: sync.dryRun)
        if !report.conflicts.isEmpty { throw ExitStatus.keptTwice }
        if !report.skipped.isEmpty { throw ExitStatus.skipped }
    }
}
