import Glibc
import LockerAPI
import LockerBase

/// Follows a job of the daemon to its end.
public struct JobWatch {
    /// Seconds between two looks, in the end: many a job is over in a moment.
    private static let longestInterval = 0.2

    private let connection: LockerConnection

    public init(connection: LockerConnection) {
        self.connection = connection
    }

    /// Tells `progress` how far `job` is until it has ended, and returns it then.
    ///
    /// - Throws: why the job failed.
    public func follow(
        _ job: Locker_V1_Job, _ progress: (Locker_V1_Job) -> Void
    ) throws(LockerError) -> Locker_V1_Job {
        var latest = job
        var request = Locker_V1_WatchJobRequest()
        request.job = job.id
        var interval = 0.01
        while !latest.ended {
            progress(latest)
            usleep(useconds_t(interval * 1_000_000))
            interval = min(2 * interval, JobWatch.longestInterval)
            latest = try connection.call(AdminMethods.watchJob, request)
        }
        guard latest.error.isEmpty else {
            throw LockerError(LockerError.Code(rawValue: latest.reason) ?? .system, latest.error)
        }
        return latest
    }
}
