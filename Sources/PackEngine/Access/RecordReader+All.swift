import LockerBase

extension RecordReader {
    /// Runs `body` with every record of `kind` whose place is `wanted`, in the order in which their packs were begun
    /// and in which they stand there, checked against their digests. Records that are not durable yet are left out.
    ///
    /// - Parameter skippingDamaged: whether to go on where a record is damaged or its pack out of reach, or `body` says
    ///   so with `dataLoss`.
    /// - Throws: as ``withRecord(_:_:using:_:)``, at the first record that cannot be read; `unavailable` when a
    ///   compaction moves records meanwhile, see `wasMoved` of the error.
    public func forEachRecord(
        _ kind: RecordKind, skippingDamaged: Bool = false, where wanted: (RecordLocation) -> Bool = { _ in true },
        _ body: (Digest, UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let context = ReadContext()
        try forEachLocation(of: kind) { (digest, location) throws(LockerError) in
            guard wanted(location) else { return }
            do throws(LockerError) {
                try reader.withRecord(kind, digest, at: location, using: context) { (raw) throws(LockerError) in
                    try body(digest, raw)
                }
            } catch let error where skippingDamaged && error.isLoss {
                // What is damaged was reported where it was found.
            }
        }
    }

    /// Runs `body` with the digest and the place of every record of `kind` that is durable, in the order of the packs;
    /// none of them is read.
    public func forEachLocation(
        of kind: RecordKind, _ body: (Digest, RecordLocation) throws(LockerError) -> Void
    ) throws(LockerError) {
        try rebuild.wait()
        for name in try listing.sizes().keys.sorted() where name.packClass == kind.packClass {
            for (ordinal, entry) in try listing.entries(of: name) where entry.kind == kind {
                try body(entry.digest, entry.location(in: name.id, ordinal))
            }
        }
    }
}
