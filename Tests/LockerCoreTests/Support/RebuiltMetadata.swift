import LockerCore
import Testing

/// Sees that the packs alone tell what the database of the store in `directory`, which nobody has open, says: it is made
/// anew of them. Returns what it says.
@discardableResult
func expectTheSameOfThePacks(in directory: String) throws -> MetadataSnapshot {
    let database = TestLocker.database(in: directory)
    let before = try MetadataSnapshot(database)
    let report = try TestLocker.rebuild(in: directory)
    #expect(report.leftOut == 0 && report.lost == 0)
    try #expect(MetadataSnapshot(database) == before)
    return before
}
