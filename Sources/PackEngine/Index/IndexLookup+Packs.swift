import LockerBase

extension IndexLookup {
    /// Entries that a page has, at most.
    private static let pageSize = 16_384

    /// Every pack that the index knows, by id.
    func packs() throws(LockerError) -> [PackRow] {
        let (rows, isClosed) = state.withLock { ($0.content.rows, $0.isClosed) }
        if isClosed { throw told(.closed) }
        return rows.values.sorted { $0.name < $1.name }
    }

    /// The same, in no order; none of a closed store.
    var rows: [PackRow] { state.withLock { Array($0.content.rows.values) } }

    /// Whether a pack was taken out since the start, so that it is not to be put in again.
    func isGone(_ name: PackName) -> Bool { state.withLock { $0.gone.contains(name.id) } }

    /// What the index knows of one pack.
    func pack(_ name: PackName) throws(LockerError) -> PackRow? {
        let (row, isClosed) = state.withLock { ($0.content.rows[name.id], $0.isClosed) }
        if isClosed { throw told(.closed) }
        return row?.name == name ? row : nil
    }

    /// All records that the index has in a pack, in the order of their places. Reads the whole index: for a pack that
    /// cannot tell them itself.
    ///
    /// - Throws: `unavailable` when it is damaged: it is made anew from then on, of packs that can tell.
    func entries(in name: PackName) throws(LockerError) -> [NumberedEntry] {
        do throws(IndexFailure) {
            var entries: [NumberedEntry] = []
            var merge = try merged(after: nil)
            while let entry = try merge.next() {
                guard let location = entry.location, location.pack == name.id,
                    entry.key.kind.packClass == name.packClass
                else { continue }
                let record = PackEntry(
                    kind: entry.key.kind, codec: location.codec, scheme: location.scheme, digest: entry.key.digest,
                    offset: location.offset, rawLength: location.rawLength, storedLength: location.storedLength)
                entries.append((location.ordinal, record))
            }
            return entries.sorted { $0.entry.offset < $1.entry.offset }
        } catch {
            throw told(error)
        }
    }

    /// Everything in the index whose key is greater than `last`, in the order of the keys, as it is at this moment.
    func merged(after last: RecordKey?) throws(IndexFailure) -> IndexMerge {
        let (content, isClosed) = state.withLock { ($0.content, $0.isClosed) }
        if isClosed { throw .closed }
        var cursors = [IndexCursor(content.sortedEntries(), after: last)]
        for run in content.snapshot.runs { cursors.append(try IndexCursor(run, after: last)) }
        return IndexMerge(cursors, removed: content.snapshot.removed)
    }

    /// The entries whose keys come after `last`, in their order.
    func page(after last: RecordKey?) throws(LockerError) -> [IndexEntry] {
        do throws(IndexFailure) {
            return try readPage(after: last)
        } catch {
            return try repaired(error) { () throws(IndexFailure) in try readPage(after: last) }
        }
    }

    private func readPage(after last: RecordKey?) throws(IndexFailure) -> [IndexEntry] {
        var merge = try merged(after: last)
        var page: [IndexEntry] = []
        while page.count < IndexLookup.pageSize, let entry = try merge.next() { page.append(entry) }
        return page
    }
}
