import LockerBase
import LockerSync
import Synchronization

/// Asks the person at the terminal whether a sync may remove what a library got from elsewhere.
final class DeletionQuestion: Sendable {
    private let rehearsal: Sync
    private let say: @Sendable (String) -> Void
    private let isRefused = Mutex(false)

    /// - Parameters:
    ///   - rehearsal: a dry run of the same sync, which tells how many entries would go.
    ///   - say: says a sentence to that person.
    init(_ rehearsal: Sync, _ say: @escaping @Sendable (String) -> Void) {
        (self.rehearsal, self.say) = (rehearsal, say)
    }

    /// Returns the answer. `message` says what it is about.
    func ask(_ message: String) -> Bool {
        say(message)
        let count = (try? rehearsal.run())?.removed
        let what = count.map { $0 == 1 ? "1 entry" : "\($0) entries" } ?? "them"
        let answer = Confirmation.ask("Remove \(what)?")
        isRefused.withLock { $0 = !answer }
        return answer
    }

    /// Runs `body`, the sync. A no is no error, which would tell the whole question once more.
    ///
    /// - Throws: ``ExitStatus/failed`` for a no, which is said.
    func guarding(_ body: () throws -> SyncReport) throws -> SyncReport {
        do {
            return try body()
        } catch let error as LockerError {
            guard isRefused.withLock({ $0 }) else { throw error }
            say("nothing was changed")
            throw ExitStatus.failed
        }
    }
}
