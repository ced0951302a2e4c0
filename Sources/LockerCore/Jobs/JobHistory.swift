import LockerBase
import Logging
import Metadata
import POSIXSupport

/// When a job of each kind last succeeded and last failed; kept in the database, so that a restart forgets nothing.
final class JobHistory: Sendable {
    private let metadata: any MetadataStore
    private let logger: Logger
    private let operations: RankedMutex<[String: Operation]>

    init(_ metadata: any MetadataStore, logger: Logger) throws(LockerError) {
        self.metadata = metadata
        self.logger = logger
        operations = RankedMutex(
            Dictionary(try metadata.operations.all().map { ($0.name, $0) }, uniquingKeysWith: { _, last in last }),
            .jobHistory)
    }

    /// The last results of a kind.
    func operation(_ kind: Job.Kind) -> Operation {
        operations.withLock { $0[kind.rawValue] } ?? Operation(name: kind.rawValue)
    }

    /// Takes note of how a job ended. One that was cancelled, or that only told what it would do, has done nothing.
    func ended(_ job: Job, _ outcome: Job.Outcome) {
        let now = Clock.now()
        switch outcome {
        case .compacted(let report) where report.isDryRun: return
        case .failed where job.isCancelled: return
        case .failed: record(Operation(name: job.kind.rawValue, failed: now))
        default: record(Operation(name: job.kind.rawValue, succeeded: now))
        }
    }

    private func record(_ operation: Operation) {
        operations.withLock { operations in
            let before = operations[operation.name]
            operations[operation.name] = Operation(
                name: operation.name, succeeded: operation.succeeded ?? before?.succeeded,
                failed: operation.failed ?? before?.failed)
        }
        do {
            try metadata.operations.record(operation)
        } catch {
            logger.error("the end of a \(operation.name) is known until the next restart only: \(error.logText)")
        }
    }
}
