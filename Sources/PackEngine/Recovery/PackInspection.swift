import LockerBase

/// Finds and reads the records of packs, as a start and a reader do, without a store around them.
package struct PackInspection {
    private let recovery: PackRecovery
    private let reader: PackReader
    private let context = ReadContext()

    package init(storage: any PackStorage, storeID: StoreID) {
        let packs = OpenPackCache(storage: storage)
        recovery = PackRecovery(storage: storage, packs: packs, storeID: storeID) { _ in }
        reader = PackReader(packs: packs)
    }

    /// The records of a pack, which is sealed when it is not yet; none of one that cannot be read.
    package func recover(_ name: PackName) throws(LockerError) -> [PackEntry] {
        Array(try recovery.recover(name) { false }.batch?.entries ?? [])
    }

    /// The raw bytes of the record number `ordinal` of a pack.
    ///
    /// - Throws: `dataLoss` when they are not those of its digest.
    package func bytes(
        of entry: PackEntry, _ ordinal: Int, in name: PackName
    ) throws(LockerError) -> [UInt8] {
        try reader.withRecord(
            entry.kind, entry.digest, at: entry.location(in: name.id, ordinal), using: context
        ) { Array($0) }
    }
}
