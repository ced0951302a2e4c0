/// What is in a store.
public struct Statistics: Hashable, Sendable {
    /// Packs, those that are being written included.
    public internal(set) var packs = 0
    /// Bytes of those packs, headers and footers included.
    public internal(set) var packBytes = 0
    /// Records by kind. Bytes that were stored twice (by two threads at the same instant, or because a damaged
    /// record was replaced) count twice.
    public internal(set) var kinds = KindTallies()
    /// Records, and packs, that are damaged and have not healed.
    public internal(set) var quarantined = 0

    mutating func add(_ row: PackRow) {
        packs += 1
        packBytes += row.size
        kinds.add(row.tallies)
    }

    mutating func remove(_ row: PackRow) {
        packs -= 1
        packBytes -= row.size
        kinds.subtract(row.tallies)
    }
}
