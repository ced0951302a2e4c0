import LockerBase

/// What became of records that were put in.
struct InsertedRecords {
    /// What was damaged and is whole again with them.
    let healed: [Finding]
    /// Why they are in memory alone, where they are.
    let unwritten: LockerError?
}

/// What became of packs that were put in.
struct CompletedPacks {
    /// The rows that were.
    let rows: [PackRow]
    let records: InsertedRecords
}
