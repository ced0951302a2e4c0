import LockerMetrics
import Metadata
import PackEngine

/// What a locker has done since it was opened. What a call costs is what it adds: it is counted the same on every
/// machine, and docs/security.md says how much of it a request may cause.
public struct WorkDone: Hashable, Sendable {
    /// In the packs and their index.
    public var store: StoreWork
    /// Statements of the database.
    public var statements: Int

    private init(store: StoreWork, statements: Int) {
        self.store = store
        self.statements = statements
    }

    init(_ packs: PackStore, _ metadata: any MetadataStore) {
        self.init(store: packs.work, statements: metadata.statements)
    }

    /// What came to `start` since.
    public static func - (end: WorkDone, start: WorkDone) -> WorkDone {
        WorkDone(store: end.store - start.store, statements: end.statements - start.statements)
    }

    func write(to exposition: inout Exposition) {
        exposition.add(
            "locker_lookups_total", .counter, "Times that a record was looked for.", Double(store.lookups))
        exposition.add(
            "locker_record_reads_total", .counter, "Records of content that were read and checked.",
            [
                ([("kind", "chunk")], Double(store.chunkReads)),
                ([("kind", "recipe")], Double(store.recipeReads)),
            ])
        exposition.add(
            "locker_record_bytes_total", .counter, "Bytes of records, as they are stored.",
            [
                ([("direction", "read")], Double(store.bytesRead)),
                ([("direction", "written")], Double(store.bytesWritten)),
            ])
        exposition.add(
            "locker_database_statements_total", .counter, "Statements that the database ran.",
            Double(statements))
    }
}
