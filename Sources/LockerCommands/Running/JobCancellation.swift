import Glibc
import LockerAPI
import LockerBase

/// Ends the job that runs.
enum JobCancellation {
    /// Seconds to wait for a job of an older daemon that has not begun to say what it does.
    private static let patience = 1.0

    /// Ends the job that runs, when it is of this kind, or does not say of which.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when none runs; ``LockerError/Code/failedPrecondition`` when it is of
    ///   another kind.
    static func run(_ kind: JobKind, _ connection: LockerConnection, _ global: GlobalOptions) throws(LockerError) {
        let job = try running(connection)
        let found = JobKind(job)
        if let found, found != kind {
            throw LockerError(
                .failedPrecondition,
                "no \(kind.rawValue) runs, but a \(found.rawValue) (\(job.phase)); '\(found.command) --cancel' ends it")
        }
        var request = Locker_V1_CancelJobRequest()
        request.job = job.id
        _ = try connection.call(AdminMethods.cancelJob, request)
        let name: JSONValue = found.map { .string($0.rawValue) } ?? .null
        global.report(
            ["cancelled": true, "job": .unsigned(job.id), "kind": name, "phase": .string(job.phase)],
            "the \(found?.rawValue ?? "job") was cancelled (\(job.phase)); what it has done stays done")
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
