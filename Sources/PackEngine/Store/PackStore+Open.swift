import Glibc
import LockerBase
import POSIXSupport

extension PackStore {
    /// Opens the store in `directory`, which is made where there is none. Returns at once, whatever the size of the
    /// store: what the index lacks is completed behind the caller's back (see ``isRebuilding``).
    ///
    /// - Parameters:
    ///   - discardingIndex: whether the index that is there is deleted first.
    ///   - storage: where the packs are, when that is not `DIR/packs`.
    ///   - indexFolder: where the index is, when that is not `DIR/index`.
    ///   - report: told what an operator should know, on any thread; it must not call the store.
    /// - Throws: `failedPrecondition` when another process owns the store, when its format is newer, or when the folder
    ///   holds something else.
    public static func open(
        directory: String, discardingIndex: Bool = false, options: StoreOptions = StoreOptions(),
        storage: (any PackStorage)? = nil, indexFolder: (any IndexFolder)? = nil,
        report: @escaping @Sendable (StoreEvent) -> Void = { _ in }
    ) throws(LockerError) -> PackStore {
        let directory = StoreFolder.normalized(directory)
        // Packs that lie elsewhere make any folder one of a store.
        if storage == nil { try StoreFolder.check(directory, mustExist: false) }
        try translatingSystemErrors(remedy: "the store cannot be created") { () throws(SystemError) in
            try makeDirectory(directory)
        }
        let lock = try StoreLock(directory: directory)
        defer { withExtendedLifetime(lock) {} }
        let storage = try translatingStorageErrors(remedy: "the packs cannot be reached") { () throws(StorageError) in
            if let storage { return storage }
            return try DirectoryStorage(path: directory + "/packs") as any PackStorage
        }
        let packs = try translatingStorageErrors(remedy: "the packs cannot be listed") { () throws(StorageError) in
            try storage.list()
        }
        let newest = try checkNewestPacks(storage, packs)
        let storeFile = try StoreFile.openOrCreate(
            in: directory, adopting: newest?.storeID, version: options.packVersion)
        let format = StoreFormat(storeFile, in: directory)
        // As far as the disk takes it: a file that was put back may be older than the packs.
        if let newest { try? format.raise(to: newest.version) }
        try QuarantineFile.checkVersion(directory + "/quarantine")
        let quarantine = Quarantine(path: directory + "/quarantine")
        let folder = try translatingSystemErrors(remedy: "the index cannot be reached") { () throws(SystemError) in
            if let indexFolder { return indexFolder }
            return try DirectoryIndexFolder(path: directory + "/index") as any IndexFolder
        }
        if discardingIndex { try IndexOpening.delete(folder) }
        let (index, replaced) = try IndexOpening.open(
            folder, storeID: storeFile.storeID, quarantine: quarantine, runRecords: options.indexRunRecords)
        let start = StoreStart(
            format: format, storage: storage, packs: packs, openPacks: OpenPackCache(storage: storage), index: index,
            replaced: replaced, options: options, report: report)
        do throws(LockerError) {
            let (log, rebuild) = try start.begin()
            return PackStore(start, log, rebuild, lock)
        } catch {
            index.close()
            throw error
        }
    }

    /// Opens the store in `directory`, which must be there, without the index that it has: a new one is made of the
    /// packs.
    ///
    /// - Throws: as ``open(directory:discardingIndex:options:storage:indexFolder:report:)``; `notFound` when there is
    ///   no store.
    public static func rebuild(
        directory: String, report: @escaping @Sendable (StoreEvent) -> Void = { _ in }
    ) throws(LockerError) -> PackStore {
        guard access(directory + "/packs", F_OK) == 0 else {
            throw LockerError(.notFound, "\(directory): there is no store with packs in it")
        }
        return try open(directory: directory, discardingIndex: true, report: report)
    }

    /// The packs that were begun last carry the newest format there is. Returns what that of it says of itself.
    private static func checkNewestPacks(
        _ storage: any PackStorage, _ packs: [PackName: Int]
    ) throws(LockerError) -> PackHeader? {
        var found: PackHeader?
        for packClass in PackClass.allCases {
            guard let name = packs.keys.filter({ $0.packClass == packClass }).max() else { continue }
            let file = try? storage.open(name)
            switch try? file.map(PackContents.readHeader) {
            case .valid(let header): if header.version >= found?.version ?? .one { found = header }
            case .newer(let version):
                throw LockerError(
                    .failedPrecondition,
                    "\(name.fileName): the pack has format \(version), and this lockerd reads up to format "
                        + "\(PackFormat.version); run the newer lockerd that wrote it")
            // The other packs are served.
            case .unknownCipher, .invalid, nil: break
            }
        }
        return found
    }
}
