import Glibc
import LockerBase
import LockerSync
import Synchronization

/// Says what a watch does, each run in lines of its own.
struct WatchDisplay: WatchObserver {
    private let global: GlobalOptions
    private let directory: [UInt8]
    private let under: EntryPath?
    private let skips: FirstSkips
    /// Held while something is said, so that an end comes before it or after.
    private let speech: Speech

    /// One at a time speaks.
    private final class Speech: Sendable {
        private let turn = Mutex(())

        func say(_ body: () -> Void) {
            turn.withLock { _ in body() }
        }

        /// Says the last words of all, unless somebody does not come to an end, and ends the program.
        func end(_ words: () -> Void) -> Never {
            for _ in 0..<100 {
                _ = turn.withLockIfAvailable { _ in
                    words()
                    _exit(ExitStatus.done.rawValue)
                }
                usleep(10_000)
            }
            _exit(ExitStatus.done.rawValue)
        }
    }

    /// - Parameter under: the folder of the library that all goes below; nil for the library itself.
    init(_ global: GlobalOptions, _ directory: [UInt8], _ under: EntryPath?) {
        (self.global, self.directory, self.under) = (global, directory, under)
        skips = FirstSkips(global.observer("synced"))
        speech = Speech()
    }

    /// Ends the program as a watch is meant to end, between two things that are said.
    var end: @Sendable () -> Void {
        let (say, speech, isQuiet) = (global.noting, speech, global.quiet)
        return { speech.end { if !isQuiet { say("the watch ends; what was done stays, and the next one goes on") } } }
    }

    var progress: any ProgressObserver { skips }

    func waits(for library: String) {
        if global.quiet { return }
        speech.say {
            let place = "library \"\(library.printable)\"" + (under.map { " below \($0)" } ?? "")
            global.note("watching \(EntryPath.printable(directory)) and \(place) from here on")
        }
    }

    func looked(_ report: BothReport, isNews: Bool) {
        skips.next()
        guard isNews else { return }
        speech.say {
            global.tell(report.conflicts)
            global.tell(report, dryRun: false)
        }
    }

    func kept(_ conflicts: [SyncConflict]) {
        speech.say { global.tell(conflicts) }
    }

    func met(_ trouble: LockerError) {
        speech.say { global.note("\(trouble.message); the watch goes on and tries again") }
    }

    func warn(_ text: String) {
        speech.say { global.note(text) }
    }
}
