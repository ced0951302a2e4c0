import Metadata
import Metrics
import PackEngine

extension Locker {
    /// What a locker has done since it was opened. What a call costs is what it adds: it is counted the same on every
    /// machine, and docs/security.md says how much of it a request may cause.
    public struct Work: Hashable, Sendable {
        /// In the packs and their index.
        public var store: StoreWork
        /// Statements of the database.
        public var statements: Int

        /// What came to `start` since.
        public static func - (end: Work, start: Work) -> Work {
            Work(store: end.store - start.store, statements: end.statements - start.statements)
        }
    }

    public var work: Work { Work(store: packs.work, statements: metadata.statements) }

    func write(_ work: Work, to exposition: inout Exposition) {
        exposition.add(
            "locker_lookups_total", .counter, "Times that a record was looked for.", Double(work.store.lookups))
        exposition.add(
            "locker_record_reads_total", .counter, "Records of content that were read and checked.",
            [
                ([("kind", "chunk")], Double(work.store.chunkReads)),
                ([("kind", "recipe")], Double(work.store.recipeReads)),
            ])
        exposition.add(
            "locker_record_bytes_total", .counter, "Bytes of records, as they are stored.",
            [
                ([("direction", "read")], Double(work.store.bytesRead)),
                ([("direction", "written")], Double(work.store.bytesWritten)),
            ])
        exposition.add(
            "locker_database_statements_total", .counter, "Statements that the database ran.",
            Double(work.statements))
    }
}
