import LockerBase

/// What a record is called: the same bytes as a chunk and as a recipe are two records.
struct RecordKey: Hashable {
    let kind: RecordKind
    let digest: Digest
}
