import LockerAPI
import LockerBase

/// Ends the job that runs.
enum JobCancellation {
    /// - Throws: ``LockerError/Code/notFound`` when none runs.
    static func json(_ connection: LockerConnection) throws(LockerError) -> JSONValue {
        let nothing = LockerError(.notFound, "no job runs: there is nothing to cancel")
        let running: Locker_V1_Job
        do {
            running = try connection.call(AdminMethods.watchJob, .init())
        } catch let error where error.code == .notFound {
            throw nothing
        }
        guard !running.ended else { throw nothing }
        var request = Locker_V1_CancelJobRequest()
        request.job = running.id
        _ = try connection.call(AdminMethods.cancelJob, request)
        return ["cancelled": true, "job": .unsigned(running.id), "phase": .string(running.phase)]
    }
}
