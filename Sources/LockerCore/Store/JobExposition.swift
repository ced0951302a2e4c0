import LockerMetrics

/// Writes what an operator watches of the jobs.
struct JobExposition {
    let jobs: JobTable
    let history: JobHistory

    func write(to exposition: inout Exposition) {
        let (kinds, running) = (Job.Kind.allCases, jobs.running)
        exposition.add(
            "locker_job_running", .gauge, "1 while a job of the kind runs, else 0.",
            kinds.map { ([("kind", $0.rawValue)], $0 == running ? 1 : 0) })
        exposition.add(
            "locker_job_last_success_timestamp_seconds", .gauge, "When a job of the kind last succeeded; 0 for never.",
            kinds.map { ([("kind", $0.rawValue)], Exposition.seconds(history.operation($0).succeeded ?? 0)) })
        exposition.add(
            "locker_job_last_failure_timestamp_seconds", .gauge, "When a job of the kind last failed; 0 for never.",
            kinds.map { ([("kind", $0.rawValue)], Exposition.seconds(history.operation($0).failed ?? 0)) })
    }
}
