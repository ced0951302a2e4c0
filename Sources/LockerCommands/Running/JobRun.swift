import LockerAPI
import LockerBase
import LockerClient

extension GlobalOptions {
    /// Follows the job that `start` starts to its end, and shows how far it is.
    ///
    /// - Throws: why it failed.
    func follow(
        _ kind: JobKind, _ connection: LockerConnection, _ start: () throws(LockerError) -> Locker_V1_Job
    ) throws(LockerError) -> Locker_V1_Job {
        let display = JobDisplay(progressStyle)
        defer { display.end() }
        let job = try start()
        let words = "interrupted: the \(kind.rawValue) goes on in the daemon; '\(kind.command) --cancel' ends it"
        return try interruptible(words) { () throws(LockerError) in
            try JobWatch(connection: connection).follow(job, display.show)
        }
    }

    /// Runs `body`, and says `words` when a person stops it.
    ///
    /// - Parameter stop: has it end by itself then, and tells whether that is to be waited for.
    func interruptible<Result, Failure: Error>(
        _ words: String, stop: (@Sendable () -> Bool)? = nil, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let say = noting
        return try Interrupts.during(stop: stop, say: { say(words) }, body)
    }
}
