import Glibc
import LockerBase
import POSIXSupport

/// Copies a store to another directory, while everything goes on.
public final class Backup: Sendable {
    let storage: any PackStorage
    private let rebuild: IndexRebuild
    private let index: IndexLookup
    let live: LivePacks
    let listing: PackListing
    let quarantine: Quarantine
    let format: StoreFormat

    init(
        _ format: StoreFormat, _ storage: any PackStorage, _ rebuild: IndexRebuild, _ index: IndexLookup,
        _ live: LivePacks, _ listing: PackListing, _ quarantine: Quarantine
    ) {
        self.format = format
        self.storage = storage
        self.rebuild = rebuild
        self.index = index
        self.live = live
        self.listing = listing
        self.quarantine = quarantine
    }

    /// Brings the directory at `path` up to date with the packs: it then has all that is durable now, in files of the
    /// same names. What is sealed never changes, so it is linked where the file system allows that, and else copied
    /// once; packs that are still written are copied each time, as far as they are durable. Packs that are not in the
    /// store any more stay: ``removeOthers(in:)`` is for when nobody needs them.
    ///
    /// Wherever it is stopped, each pack of the directory is whole, as it was or as it is now.
    ///
    /// No pack may be removed meanwhile.
    ///
    /// - Parameters:
    ///   - backup: what the directory is part of: its file states the format of the packs before they come.
    ///   - willCopy: told before each pack how many are done, and how many there are; what it throws ends the work.
    public func copyPacks(
        to path: String, of backup: BackupTarget? = nil, _ willCopy: (Int, Int) throws(LockerError) -> Void
    ) throws(LockerError) -> CopiedPacks {
        try rebuild.wait()
        let rows = Dictionary(uniqueKeysWithValues: try index.packs().map { ($0.name, $0) })
        // Before the list: what is begun later is in no backup that begins now.
        let written = live.names
        let remedy = "the backup is not complete; the next one goes on from there"
        let (target, here) = try translatingStorageErrors(remedy: remedy) { () throws(StorageError) in
            let (target, here) = (try DirectoryStorage(path: path), try storage.list())
            // Those that are there now are of no newer version than this.
            try backup?.format.raise(to: format.version)
            return (target, here)
        }
        let there = try translatingStorageErrors(remedy: remedy, target.list)
        var (result, outOfReach): (CopiedPacks, LockerError?) = (CopiedPacks(), nil)
        for (number, name) in here.keys.sorted().enumerated() {
            try willCopy(number, here.count)
            result.packs += 1
            if let size = there[name], live.durableEnd(of: name.id) == nil {
                let pack = PackEnd(name, in: storage)
                if PackEnd(name, in: target, size: size).holdsAll(of: pack, rows[name]) {
                    result.kept += 1
                    continue
                }
                guard pack.isReadable else {
                    // The others are copied all the same. What the backup has of this one stays.
                    outOfReach = outOfReach ?? Backup.unreadable(name)
                    continue
                }
            }
            do throws(LockerError) {
                _ = try listing.reach(name)
            } catch let error where error.isOutOfReach {
                outOfReach = outOfReach ?? error
                continue
            }
            try translatingStorageErrors(remedy: remedy) { () throws(StorageError) in
                try put(name, isSealed: rows[name]?.isSealed == true, in: target, &result)
            }
        }
        let lacking = lacking(rows.values, written, here: here, there: there)
        result.damaged = lacking.sorted().map { $0.id == 0 ? "records that no pack has" : $0.fileName }
        try translatingSystemErrors(remedy: remedy) { () throws(SystemError) in try synchronizeDirectory(path) }
        if let outOfReach { throw LockerError(outOfReach.code, "\(outOfReach.message); \(remedy)", cause: outOfReach) }
        return result
    }

    private static func unreadable(_ name: PackName) -> LockerError {
        LockerError(
            .dataLoss,
            "\(name.fileName): neither end of the pack can be read, and the backup keeps what it has of it; "
                + "a verification makes them anew where the disk lets it")
    }

    /// Removes packs from the directory at `path` that the store has given up, which a compaction does. One that the
    /// store should have and has not is lost there, and stays. Returns how many were removed, and how many are such.
    public func removeOthers(in path: String) throws(LockerError) -> (removed: Int, lost: Int) {
        let known = Set(try index.packs().map(\.name))
        let damaged = Set(quarantine.findings.filter { $0.healed == nil }.map(\.pack))
        return try translatingStorageErrors(remedy: "the next backup removes what is left over") {
            () throws(StorageError) in
            let target = try DirectoryStorage(path: path)
            let here = try storage.list()
            let others = try target.list().keys.filter { here[$0] == nil }
            let lost = others.filter { known.contains($0) || damaged.contains($0) }
            for name in others where !lost.contains(name) { try target.remove(name) }
            return (others.count - lost.count, lost.count)
        }
    }
}
