import Glibc
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Keeps a folder and its library the same for as long as it is at work: syncs both ways, waits until one of the two has
/// changed, and syncs again.
package struct FolderWatch {
    /// Seconds for which a folder in which something happens is not listened to, so that each write of a long file is not
    /// one to be woken for.
    private static let inattention = 0.1

    private let plan: WatchPlan
    private let observer: any WatchObserver
    private let link: WatchLink
    private var both: BothOptions
    private var watcher: TreeWatcher?
    private var quiet: QuietTime
    private var pause: RetryPause
    /// When what has failed is tried again; nil when the last look went well.
    private var retry: ContinuousClock.Instant?
    /// When what was passed over is tried again, though nothing else happens.
    private var again: ContinuousClock.Instant?
    private var lastLook = ContinuousClock.now
    /// The library's revision at the last look; nil before there was one.
    private var known: UInt64?
    /// What was told last.
    private var told: (trouble: String?, skipped: [Skipped]) = (nil, [])
    private var hasWarned = false
    /// Whether the error that comes now is one that waiting does not heal, whatever its code.
    private var isFinal = false

    /// Prepares to do what `plan` says.
    package init(_ plan: WatchPlan, _ observer: any WatchObserver) {
        (self.plan, self.observer) = (plan, observer)
        link = WatchLink(plan)
        let options = plan.options
        both = options.both
        quiet = QuietTime(quiet: options.quiet, longest: options.longestUnrest)
        pause = RetryPause(first: options.firstPause, longest: options.longestPause)
    }

    /// Syncs, and then whenever something has changed, until the plan's inbox is told to stop.
    ///
    /// A daemon that is away is waited for, and so is all else that may heal.
    /// - Throws: ``LockerError/Code/failedPrecondition`` where another one watches the folder for this library, or nothing
    ///   can be remembered; ``LockerError/Code/notFound`` where the folder is not there at first, or the library is gone;
    ///   and what no waiting heals.
    package mutating func run() throws(LockerError) {
        defer { link.end() }
        _ = try SourceFolder.open(plan.directory)
        while !plan.inbox.isStopped {
            do throws(LockerError) {
                try look()
            } catch {
                if plan.inbox.isStopped { return }
                guard heals(error) else { throw error }
                hold(error)
            }
            wait()
        }
    }

    /// Brings both to the same.
    private mutating func look() throws(LockerError) {
        // A connection from before may go on where a new one is refused: the look is to meet what the feed has met.
        if plan.inbox.takeRefusal() { link.disconnect() }
        try listen()
        let connection = try connected()
        try checkLibrary(connection)
        // What has happened so far is seen by the look.
        _ = watcher?.read()
        quiet.reset()
        plan.inbox.forgetRevision()
        let report = try sync(connection)
        lastLook = .now
        tell(report)
        follow(report)
        (known, retry) = (report.revision, nil)
        if !report.isUnfinished { pause.reset() }
        again = report.isUnfinished ? .now + pause.next() : nil
        (both.allowsEmptying, both.sync.rehash) = (false, false)
    }

    private func sync(_ connection: LockerConnection) throws(LockerError) -> BothReport {
        let run = BothWays(connection: connection, directory: plan.directory, options: both)
        var report = BothReport()
        plan.inbox.begin(run)
        defer { plan.inbox.begin(nil) }
        do throws(LockerError) {
            try run.run(observer.progress, &report)
        } catch {
            if !report.conflicts.isEmpty { observer.kept(report.conflicts) }
            throw error
        }
        return report
    }

    /// Sees to it that the folder is watched, as it is now.
    private mutating func listen() throws(LockerError) {
        if let watcher, !watcher.isStale, watcher.isOf(plan.directory) { return }
        // Before another one is made: they count together.
        watcher = nil
        do throws(LockerError) {
            watcher = try TreeWatcher(
                plan.directory, rules: both.sync.rules, stateFolder: both.sync.stateFolder)
        } catch let error where error.code == .unavailable {
            // The user has as many queues as one may have.
        }
        guard isPartial, !hasWarned else { return }
        hasWarned = true
        let seconds = Int(plan.options.partialLook / .seconds(1))
        observer.warn(
            "not all folders can be watched, so that all is looked at every \(seconds) seconds; raise "
                + "fs.inotify.max_user_watches or fs.inotify.max_user_instances (sysctl) for more")
    }

    private var isPartial: Bool { watcher?.isPartial ?? true }

    private mutating func connected() throws(LockerError) -> LockerConnection {
        do throws(LockerError) {
            let connection = try link.connected()
            both.sync.library = link.library
            return connection
        } catch {
            // Another one that watches, or no place for what is remembered.
            isFinal = error.code == .failedPrecondition
            throw error
        }
    }

    /// Sees to it that a library is not made anew which somebody has removed or renamed.
    private mutating func checkLibrary(_ connection: LockerConnection) throws(LockerError) {
        guard let known, known > 0 else { return }
        let reader = LibraryReader(connection: connection, library: link.library)
        guard try reader.newestRevision() == 0 else { return }
        isFinal = true
        throw LockerError(
            .notFound,
            "library \"\(link.library.printable)\" is not there any more: it was removed or has another name; the watch "
                + "ends, and the folder stays as it is", hint: .listLibraries)
    }

    private mutating func tell(_ report: BothReport) {
        let done =
            report.received + report.sent + report.renamedHere + report.renamedThere + report.removedHere
            + report.removedThere + report.conflicts.count
        let isNews = done > 0 || report.forgotten != nil || report.skipped != told.skipped
        observer.looked(report, isNews: isNews || known == nil || retry != nil)
        if known == nil { observer.waits(for: link.library) }
        told = (nil, report.skipped)
    }

    /// Has the library's next change told.
    private mutating func follow(_ report: BothReport) {
        if report.sent + report.renamedThere + report.removedThere > 0 {
            // Another device may have come in between, and the revision that was made is after that: all is looked at once
            // more.
            quiet.note(.now)
            plan.inbox.forgetRevision()
        } else if plan.inbox.revision == report.revision {
            plan.inbox.forgetRevision()
        }
        link.feed?.resume(after: report.revision)
    }

    /// Whether what was met may be otherwise a while later.
    private func heals(_ error: LockerError) -> Bool {
        if isFinal { return false }
        // The folder itself may come back, as with a disk that is mounted again.
        if error.code == .notFound { return (try? SourceFolder.open(plan.directory)) == nil }
        return error.healsByWaiting
    }

    private mutating func hold(_ error: LockerError) {
        if error.code == .unavailable {
            // A daemon that was started anew since the last look is none that is away.
            let isPerhapsThere = link.isConnected && retry == nil
            link.disconnect()
            if isPerhapsThere {
                retry = .now
                return
            }
        }
        // What is waited for may be a disk, and one that is mounted below the folder makes no sound.
        if [.failedPrecondition, .notFound, .system].contains(error.code) { watcher = nil }
        if told.trouble != error.message { observer.met(error) }
        told.trouble = error.message
        retry = .now + pause.next()
    }

    /// Waits until there is something to look at.
    private mutating func wait() {
        let inbox = plan.inbox
        while !inbox.isStopped, case let moment = nextLook, moment > .now {
            FolderWatch.wait(for: [inbox.descriptor] + (watcher.map { [$0.descriptor] } ?? []), until: moment)
            inbox.drain()
            guard watcher?.read() == true else { continue }
            quiet.note(.now)
            FolderWatch.wait(for: [inbox.descriptor], until: .now + .seconds(FolderWatch.inattention))
        }
    }

    /// When to look again.
    private var nextLook: ContinuousClock.Instant {
        if plan.inbox.isRefused { return lastLook }
        if let retry { return retry }
        let options = plan.options
        let last = lastLook + (isPartial ? options.partialLook : options.fullLook)
        if plan.inbox.revision != nil { return lastLook }
        return min(last, quiet.due ?? last, again ?? last)
    }

    /// Waits until one of `descriptors` is readable, or for `moment`.
    private static func wait(for descriptors: [Descriptor], until moment: ContinuousClock.Instant) {
        let seconds = max(0, ContinuousClock.now.duration(to: moment) / .seconds(1))
        var waits = descriptors.map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
        let count = nfds_t(waits.count)
        _ = poll(&waits, count, Int32(min(seconds * 1000 + 1, 3_600_000)))
    }
}
