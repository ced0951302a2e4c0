/// Records of one pack to put into the index, with what the index knows of that pack from then on.
struct IndexBatch {
    let row: PackRow
    let entries: ArraySlice<PackEntry>
    /// The ordinal of the first entry.
    var firstOrdinal: Int { entries.startIndex }
}
