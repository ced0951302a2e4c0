/// What a job of the daemon does.
package enum JobKind: String, CaseIterable {
    case compaction
    case backup
    case verification
    case rebuild

    /// What a job says that it does before it has begun, whatever its kind.
    static let beginning = "starting"

    /// The kind of the job that is in this phase; nil for one that tells nothing of it. Phases are all that a daemon says
    /// of a job that runs.
    package init?(phase: String) {
        guard let kind = JobKind.allCases.first(where: { $0.phases.contains(phase) }) else { return nil }
        self = kind
    }

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
