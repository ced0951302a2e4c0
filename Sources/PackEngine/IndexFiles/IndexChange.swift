import LockerBase

/// What changes in the index, all of it or nothing, in this order.
struct IndexChange {
    /// The runs that there are from now on. Only the beginning of a journal says that.
    var runs: [IndexRun.Reference] = []
    /// Packs that are taken out, with the change that did so.
    var removed: [(pack: UInt32, sequence: UInt64)] = []
    var rows: [PackRow] = []
    var entries: [IndexEntry] = []
    /// Whether the index was closed with it: nothing that was written before may be missing.
    var isEnd = false

    /// Whether it does nothing but take packs out: that goes on when the disk is full.
    var onlyRemoves: Bool { rows.isEmpty && entries.isEmpty && runs.isEmpty }
}
