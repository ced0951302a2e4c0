import LockerBase

/// Says which packs there are, and which records are in them.
final class PackListing: Sendable {
    let packs: OpenPackCache
    private let storage: any PackStorage
    private let storeID: StoreID
    private let live: LivePacks
    private let index: IndexLookup

    init(
        _ packs: OpenPackCache, _ storage: any PackStorage, _ storeID: StoreID, _ live: LivePacks, _ index: IndexLookup
    ) {
        self.packs = packs
        self.storage = storage
        self.storeID = storeID
        self.live = live
        self.index = index
    }

    /// The packs there are, with the bytes of each.
    func sizes() throws(LockerError) -> [PackName: Int] {
        try translatingStorageErrors(remedy: "the packs cannot be listed") { () throws(StorageError) in
            try storage.list()
        }
    }

    /// The records of a pack that are durable, as the pack tells them; of one that cannot tell, as the index knows
    /// them, with the ordinals that it knows them by.
    func entries(of name: PackName) throws(LockerError) -> [NumberedEntry] { try listing(of: name).entries }

    /// The same, and whether the pack itself told them: the index knows of no record that it has at another place.
    func listing(of name: PackName) throws(LockerError) -> (entries: [NumberedEntry], isSeen: Bool) {
        if let entries = live.durableEntries(of: name.id) { return (PackListing.numbered(entries), true) }
        do throws(StorageError) {
            let file = try packs.file(name)
            let contents = try PackContents.read(file, name: name, size: try file.size(), storeID: storeID)
            if case .sealed(let entries, _) = contents { return (PackListing.numbered(entries), true) }
            // A pack that is being made has no header yet, and the index nothing of it.
        } catch {
            if packs.isGone(name) { throw LockerError.recordMoved }
            if error.kind == .busy { throw PackOutOfReach.failure(name, error) }
        }
        return (try index.entries(in: name), false)
    }

    private static func numbered(_ entries: [PackEntry]) -> [NumberedEntry] {
        entries.enumerated().map { (ordinal: $0.offset, entry: $0.element) }
    }

    /// What a pack says that it holds; nil for one that is not sealed, or whose footer cannot be read.
    ///
    /// - Throws: what the system says of one that cannot be read.
    func sealedContents(of name: PackName) throws(StorageError) -> (
        entries: [PackEntry], size: Int, version: PackVersion
    )? {
        let file = try packs.file(name)
        let size = try file.size()
        let contents = try PackContents.read(file, name: name, size: size, storeID: storeID)
        guard case .sealed(let entries, let version) = contents else { return nil }
        return (entries, size, version)
    }

    /// Checks that a pack has no record that a newer program wrote: the index knows of none.
    ///
    /// - Throws: an error that says that it is out of reach.
    func checkIsKnown(_ name: PackName) throws(LockerError) {
        do throws(StorageError) {
            let file = try packs.file(name)
            let size = try file.size()
            let contents = try PackContents.read(file, name: name, size: size, storeID: storeID)
            guard case .unsealed(let stamp) = contents else { return }
            if PackScanner(file: file, stamp: stamp, size: size).scan().hasUnknown { throw .needsNewerProgram(name) }
        } catch {
            throw PackOutOfReach.failure(name, error)
        }
    }

    /// The file of a pack and its size, once its header could be read, whatever that says but that a newer program
    /// wrote it.
    ///
    /// - Throws: an error that says that it is out of reach.
    func reach(_ name: PackName) throws(LockerError) -> (file: any StoredPack, size: Int) {
        do throws(StorageError) {
            let file = try packs.file(name)
            var header = [UInt8](repeating: 0, count: PackFormat.headerLength)
            _ = try header.withMutableRawBytes { (raw) throws(StorageError) in try file.read(into: raw, at: 0) }
            switch header.withRawBytes(PackHeader.decode) {
            case .newer, .unknownCipher: throw StorageError.needsNewerProgram(name)
            case .valid, .invalid: return (file, try file.size())
            }
        } catch {
            if packs.isGone(name) { throw LockerError.recordMoved }
            throw PackOutOfReach.failure(name, error)
        }
    }
}
