import Glibc
import LockerAPI
import LockerBase

/// Follows a job of the daemon to its end.
public struct JobWatch {
    /// Seconds between two looks: a tenth of the time that the job has taken so far, within these bounds. So the end of
    /// a short job is seen soon, and a long one is not asked about all the time.
    private static let intervals = 0.005...0.2

    private let connection: LockerConnection

    /// Follows jobs through `connection`, which has to be an operator's.
    public init(connection: LockerConnection) {
        self.connection = connection
    }

    /// Tells `progress` how far `job` is until it has ended, and returns it then.
    ///
    /// - Throws: why the job failed.
    public func follow(
        _ job: Locker_V1_Job, _ progress: (Locker_V1_Job) -> Void
    ) throws(LockerError) -> Locker_V1_Job {
        let start = ContinuousClock.now
        var latest = job
        var request = Locker_V1_WatchJobRequest()
        request.job = job.id
        while !latest.ended {
            progress(latest)
            let wanted = start.duration(to: .now) / .seconds(10)
            let interval = min(max(wanted, JobWatch.intervals.lowerBound), JobWatch.intervals.upperBound)
            usleep(useconds_t(interval * 1_000_000))
            latest = try connection.call(AdminMethods.watchJob, request)
        }
        guard latest.error.isEmpty else {
            throw LockerError(
                LockerError.Code(rawValue: latest.reason) ?? .system, latest.error,
                details: LockerError.details(latest.details))
        }
        return latest
    }
}
