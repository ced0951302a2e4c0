/// What keeps records that no metadata names yet from being compacted away.
///
/// Whoever stores content, or finds that it is stored, holds a ``ContentUse`` until metadata says so. Every record that
/// is appended or found meanwhile is noted, and stays until no use is left that is as old as the note; a compaction
/// holds one too. So no clock decides.
protocol ContentUses: Sendable {
    /// Begins a use.
    func begin() -> ContentUse

    /// Notes a record. False when its pack is being given up: then it counts as missing.
    func note(_ location: RecordLocation) -> Bool

    /// Notes records. Says of each whether it may be counted on, as for one.
    @discardableResult
    func note(_ locations: [RecordLocation]) -> [Bool]

    /// Whether a record is noted.
    func holds(_ location: RecordLocation) -> Bool

    /// The room that the records of `pack` take that are noted.
    func bytes(in pack: UInt32) -> Int

    /// Lets go, for a compaction, what is noted for those who are done. What is left, and what is noted from here on,
    /// stays until ``endCompaction()``: whoever it is noted for may commit it when the compaction has read metadata
    /// already, and be done before it ends.
    func beginCompaction()

    /// Lets go what was noted for the compaction alone.
    func endCompaction()

    /// Lets nobody count on the records of `pack` any more.
    ///
    /// - Returns: a copy of what is noted, to which nothing of this pack will be added.
    func retire(_ pack: UInt32) -> [RecordSet]

    /// Lets callers count on the records of `pack` again.
    func reinstate(_ pack: UInt32)
}
