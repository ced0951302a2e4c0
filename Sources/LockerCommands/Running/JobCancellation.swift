import Glibc
import LockerAPI
import LockerBase

/// Ends the job that runs.
package enum JobCancellation {
    /// Seconds to wait for a job of an older daemon that has not begun to say what it does.
    private static let patience = 1.0

    /// Ends the job that runs, when it is of this kind, or does not say of which.
    static func run(_ kind: JobKind, _ connection: LockerConnection, _ global: GlobalOptions) throws(LockerError) {
        let job = try ended(kind, connection)
        let found = JobKind(job)
        let name: JSONValue = found.map { .string($0.rawValue) } ?? .null
        global.report(
            ["cancelled": true, "job": .unsigned(job.id), "kind": name, "phase": .string(job.phase)],
            "the \(found?.rawValue ?? "job") was cancelled (\(job.phase)); what it has done stays done")
    }

    /// The job that was told to end, as it was before.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when none runs; ``LockerError/Code/failedPrecondition`` when it is of
    ///   another kind, one that this program does not know among them.
    package static func ended(_ kind: JobKind, _ connection: LockerConnection) throws(LockerError) -> Locker_V1_Job {
        let job = try running(connection)
        if case .UNRECOGNIZED = job.kind {
            throw LockerError(
                .failedPrecondition,
                "no \(kind.rawValue) runs, but something of a newer lockerd (\(job.phase)); use its locker to end it")
        }
        if let found = JobKind(job), found != kind {
            throw LockerError(
                .failedPrecondition,
                "no \(kind.rawValue) runs, but a \(found.rawValue) (\(job.phase)); '\(found.command) --cancel' ends it")
        }
        var request = Locker_V1_CancelJobRequest()
        request.job = job.id
        _ = try connection.call(AdminMethods.cancelJob, request)
        return job
    }

    private static func running(_ connection: LockerConnection) throws(LockerError) -> Locker_V1_Job {
        let start = ContinuousClock.now
        while true {
            guard let job = try latest(connection), !job.ended else {
                throw LockerError(.notFound, "no job runs: there is nothing to cancel")
            }
            let isPatient = start.duration(to: .now) < .seconds(patience)
            guard JobKind(job) == nil, job.phase == JobKind.beginning, isPatient else { return job }
            usleep(10_000)
        }
    }

    /// The job that runs, or ran last.
    private static func latest(_ connection: LockerConnection) throws(LockerError) -> Locker_V1_Job? {
        do {
            return try connection.call(AdminMethods.watchJob, .init())
        } catch let error where error.code == .notFound {
            return nil
        }
    }
}
