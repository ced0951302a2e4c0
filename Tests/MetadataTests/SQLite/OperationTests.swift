import LockerTestSupport
import Metadata
import Testing

@Suite struct OperationTests {
    @Test func theLastSuccessAndTheLastFailureOutliveARestart() throws {
        try withTemporaryDirectory { folder in
            let database = folder + "/metadata.sqlite"
            do {
                let store = try SQLiteMetadata(path: database)
                try #expect(store.operations.all() == [])
                try store.operations.record(Operation(name: "compaction", failed: 4))
                try store.operations.record(Operation(name: "backup", succeeded: 5))
                try store.operations.record(Operation(name: "backup", failed: 6))
                try store.operations.record(Operation(name: "backup", succeeded: 7))
            }
            let store = try SQLiteMetadata(path: database)
            try #expect(
                store.operations.all() == [
                    Operation(name: "backup", succeeded: 7, failed: 6), Operation(name: "compaction", failed: 4),
                ])
        }
    }
}
