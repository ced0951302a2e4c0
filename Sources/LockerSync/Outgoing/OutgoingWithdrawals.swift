import LockerBase

/// What goes from the library, and which of it was staged to go.
struct OutgoingWithdrawals {
    private let paths: HeldPaths
    /// Of each, in their order.
    private var isTaken: [Bool]
    private var left: Int

    init(_ paths: HeldPaths) {
        self.paths = paths
        isTaken = Array(repeating: false, count: paths.count)
        left = paths.count
    }

    var areLeft: Bool { left > 0 }

    /// Those that are in the way of what `batch` has, or were renamed to that, and of the others as many as make `limit`.
    mutating func take(with batch: OutgoingBatch, upTo limit: Int) throws(LockerError) -> [EntryPath] {
        if left == 0 { return [] }
        var (taken, wanted) = ([EntryPath](), batch.movedFrom)
        for file in batch.files.sent { wanted.formUnion(try paths.conflicts(with: file.item.path)) }
        for path in wanted.sorted() {
            guard let row = try paths.rows.index(of: path.bytes), take(row) else { continue }
            taken.append(path)
        }
        if limit == 0 { return taken }
        var (reader, row) = (paths.rows.reader(), 0)
        while left > 0, taken.count < limit, let held = try reader.next() {
            if take(row) { taken.append(held.path) }
            row += 1
        }
        return taken
    }

    /// Calls `body` with each that was staged to go, in path order.
    func forEachTaken(_ body: (EntryPath) -> Void) throws(LockerError) {
        var (reader, row) = (paths.rows.reader(), 0)
        while let held = try reader.next() {
            if isTaken[row] { body(held.path) }
            row += 1
        }
    }

    /// Whether it was not taken before.
    private mutating func take(_ row: Int) -> Bool {
        if isTaken[row] { return false }
        isTaken[row] = true
        left -= 1
        return true
    }
}
