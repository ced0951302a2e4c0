import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// A commit that a thread of its own waits for, or where the system starts none, whoever begins it.
final class PendingCommit: Sendable {
    /// What a commit made.
    struct Made {
        /// The library's newest revision, and whether it is the session's own.
        let revision: UInt64
        let isOwn: Bool

        init(_ made: (revision: UInt64, isOwn: Bool)) {
            (revision, isOwn) = (made.revision, made.isOwn)
        }

        /// Whether another client committed behind `earlier`, and before this.
        func hasOthers(since earlier: UInt64) -> Bool { revision > earlier &+ (isOwn ? 1 : 0) }
    }

    private let result = Monitor<Result<Made, LockerError>?>(nil)
    private let thread: Monitor<Thread?>

    /// Begins to commit what `session` has staged.
    init(
        _ session: UploadSession, from source: Locker_V1_Source?, saying description: CommitDescription,
        observer: any ProgressObserver
    ) {
        let result = result
        thread = Monitor(
            Thread.orHere("commit") {
                let made = Result { () throws(LockerError) in
                    Made(try session.commit(from: source, saying: description))
                }
                if case .success(let made) = made { observer.committed(revision: made.revision) }
                result.withLock { $0 = made }
            })
    }

    /// Waits for its end.
    func wait() throws(LockerError) -> Made {
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        running?.join()
        guard let made = result.withLock({ $0 }) else {
            throw LockerError(.internal, "a commit has ended without a result")
        }
        return try made.get()
    }
}
