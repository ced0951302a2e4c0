import LockerAPI

/// What a job of the daemon does.
package enum JobKind: String, CaseIterable {
    case compaction
    case backup
    case verification
    case rebuild

    /// What a job says that it does before it has begun, whatever its kind.
    static let beginning = "starting"

    /// The kind of `job`; nil for one that tells nothing of it. All that an older daemon tells is the phase.
    package init?(_ job: Locker_V1_Job) {
        let kind: JobKind? =
            switch job.kind {
            case .compaction: .compaction
            case .backup: .backup
            case .verification: .verification
            case .rebuild: .rebuild
            case .unspecified: JobKind.allCases.first { $0.phases.contains(job.phase) }
            case .UNRECOGNIZED: nil
            }
        guard let kind else { return nil }
        self = kind
    }

    /// What an older daemon says that a job of this kind does.
    private var phases: [String] {
        switch self {
        case .compaction: ["reading recipes", "expiring revisions", "deleting packs", "rewriting packs"]
        case .backup: ["copying the database", "copying packs", "opening the backup", "reading the backup"]
        case .verification: ["verifying packs"]
        case .rebuild:
            [
                "reading packs", "reading records", "writing libraries", "writing the catalog",
                "taking the new database",
            ]
        }
    }

    /// The command that starts it, and with `--cancel` ends it.
    package var command: String {
        switch self {
        case .compaction: "locker admin compact"
        case .backup: "locker admin backup"
        case .verification: "locker admin verify"
        case .rebuild: "locker admin rebuild"
        }
    }
}
