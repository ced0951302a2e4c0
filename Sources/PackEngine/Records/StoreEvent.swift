import LockerBase

/// Something that an operator should find in the log. The description is one line of text.
public enum StoreEvent: Sendable, CustomStringConvertible {
    /// The index cannot be used, or lacks packs; it is being completed from `packs` packs.
    case rebuildStarted(reason: String, packs: Int)
    case rebuildFinished(records: Int)
    /// The index did not know records that were asked for; it knows them again.
    case indexLacked(records: Int, packs: Int)
    /// A pack that was not sealed has been, with the records that were found whole; `lostBytes` of it were not.
    case recovered(pack: PackName, records: Int, lostBytes: Int)
    /// A pack cannot be read as one, or not all of it, or it cannot be made durable. It is left as it is.
    case damagedPack(PackName, reason: String)
    /// A record's bytes are not what they were when they were acknowledged.
    case damagedRecord(PackName, offset: Int, digest: Digest, reason: String)
    /// The bytes of a record that was damaged are in the store again, at another place.
    case healed(Finding)
    /// Something of a pack that follows from the rest of it was damaged, and has been made anew.
    case mended(PackName, what: String)
    /// Something of a pack, or what the index should know of it, could not be made anew. The next verification tries
    /// again.
    case notMended(PackName, what: String, LockerError)
    /// The file of a pack is not there, or is cut off, and so many records that the index had in it are nowhere else.
    case recordsGone(PackName, records: Int, reason: String)
    /// A pack could not be written, synced or sealed; `durable` bytes of it are safe. Another takes its place.
    case packAbandoned(PackName, durable: Int, LockerError)
    /// The index could not be brought up to date with the packs, which hold everything. That is tried again.
    case indexUnwritten(LockerError)

    public var description: String {
        switch self {
        case .rebuildStarted(let reason, let packs): "completing the index from \(packs) packs: \(reason)"
        case .rebuildFinished(let records): "the index is complete; \(records) records were added to it"
        case .indexLacked(let records, let packs):
            "the index lacked \(records) records of \(packs) packs, and has them again"
        case .recovered(let pack, let records, let lostBytes):
            "\(pack.fileName): recovered \(records) records"
                + (lostBytes > 0 ? "; \(lostBytes) bytes between them are no records" : "")
        case .damagedPack(let pack, let reason):
            "\(pack.fileName): \(reason); the records it cannot give back are out of reach"
        case .damagedRecord(let pack, let offset, let digest, let reason):
            "\(pack.fileName): damaged record at offset \(offset), digest \(digest): \(reason)"
        case .healed(let finding):
            "\(finding.pack.fileName): the record at offset \(finding.offset), which is damaged, is stored anew"
        case .mended(let pack, let what): "\(pack.fileName): \(what)"
        case .notMended(let pack, let what, let error): "\(pack.fileName): not made anew: \(what): \(error)"
        case .recordsGone(let pack, let records, let reason):
            "\(pack.fileName): \(reason); \(records) records that were in it are nowhere else; a verification tells whether "
                + "anybody needs them"
        case .packAbandoned(let pack, let durable, let error):
            "\(pack.fileName): abandoned, \(durable) bytes of it are durable: \(error)"
        case .indexUnwritten(let error): "the index could not be brought up to date, trying again: \(error)"
        }
    }
}
