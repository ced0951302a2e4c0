import LockerMetrics

/// What a store has done since it was opened: the cost of a call is what it adds. Counted at all times.
public struct StoreWork: Hashable, Sendable {
    /// Times that a record was looked for.
    public var lookups: Int
    /// Records that were read and checked.
    public var chunkReads: Int
    /// Of the records that were read, recipes.
    public var recipeReads: Int
    /// Bytes of records that were read, as they are stored.
    public var bytesRead: Int
    /// Bytes of records that were written, as they are stored.
    public var bytesWritten: Int

    /// What came to `start` since.
    public static func - (end: StoreWork, start: StoreWork) -> StoreWork {
        StoreWork(
            lookups: end.lookups - start.lookups, chunkReads: end.chunkReads - start.chunkReads,
            recipeReads: end.recipeReads - start.recipeReads, bytesRead: end.bytesRead - start.bytesRead,
            bytesWritten: end.bytesWritten - start.bytesWritten)
    }
}

/// Counts ``StoreWork``.
final class WorkCounter: Sendable {
    let lookups = Counter()
    private let chunkReads = Counter()
    private let recipeReads = Counter()
    private let bytesRead = Counter()
    let bytesWritten = Counter()

    /// Counts a record of `bytes` stored bytes that is read.
    func read(_ kind: RecordKind, bytes: Int) {
        switch kind {
        case .chunk: chunkReads.add()
        case .recipe: recipeReads.add()
        case .commit: break
        }
        bytesRead.add(bytes)
    }

    var work: StoreWork {
        StoreWork(
            lookups: lookups.value, chunkReads: chunkReads.value, recipeReads: recipeReads.value,
            bytesRead: bytesRead.value, bytesWritten: bytesWritten.value)
    }
}
