import LockerBase
import Metadata
import POSIXSupport

struct OperationModel: OperationLog {
    let content: Monitor<Content>

    func all() throws(LockerError) -> [Operation] {
        content.withLock { $0.operations.values.sorted { Content.areInOrder($0.name, $1.name) } }
    }

    func record(_ operation: Operation) throws(LockerError) {
        content.withLock { content in
            let old = content.operations[operation.name]
            content.operations[operation.name] = Operation(
                name: operation.name, succeeded: operation.succeeded ?? old?.succeeded,
                failed: operation.failed ?? old?.failed)
        }
    }
}
