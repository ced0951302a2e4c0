import Glibc
import LockerBase
import POSIXSupport

/// Finds out what a pack holds that the index does not know, and seals it when a crash kept it from being sealed.
struct PackRecovery {
    let storage: any PackStorage
    /// Who reads packs meanwhile has them from here.
    let packs: OpenPackCache
    let storeID: StoreID
    let report: @Sendable (StoreEvent) -> Void

    /// What became of a pack.
    enum Outcome {
        /// As the index should know it.
        case found(IndexBatch)
        /// It holds nothing, or nothing that can be read.
        case nothing
        /// What it holds is not lost, and cannot be told at the moment, or by this program.
        case outOfReach

        init(_ batch: IndexBatch?) { self = batch.map { .found($0) } ?? .nothing }

        var batch: IndexBatch? { if case .found(let batch) = self { batch } else { nil } }
        var isOutOfReach: Bool { if case .outOfReach = self { true } else { false } }
    }

    /// Finds out what the pack holds, and seals it where nothing is in the way of that.
    ///
    /// - Throws: what is not the fault of the pack, and worth another attempt; that it was stopped, when `isStopping` said
    ///   so.
    func recover(_ name: PackName, until isStopping: () -> Bool) throws(LockerError) -> Outcome {
        do throws(StorageError) {
            let file = try storage.open(name)
            guard isDurable(file, name) else { return .nothing }
            let size = try file.size()
            switch try contents(of: file, name, size: size) {
            case .sealed(let entries, let version):
                return .found(batch(name, entries, size: size, isSealed: true, version))
            case .unsealed(let stamp):
                // A process whose sync failed may have been killed before it cut the pack back: what that sync lost is
                // in memory as if it were safe, and the one above had nothing left to save.
                file.evict()
                let found = PackScanner(file: file, stamp: stamp, size: size).scan(until: isStopping)
                if found.hasUnknown { throw .needsNewerProgram(name) }
                if !found.wasStopped { return Outcome(try keep(found, of: file, name, stamp, size: size)) }
            case .unreadable(let reason):
                if try isBlank(file, size: size) {
                    try storage.remove(name)
                } else {
                    report(.damagedPack(name, reason: reason))
                }
                return .nothing
            }
        } catch  where error.kind == .busy {
            throw LockerError(error, remedy: "its records are out of reach until it can be read")
        } catch {
            // The next start tries again, and a verification does; the other packs do not wait for that.
            report(.damagedPack(name, reason: PackOutOfReach(cause: error).reason))
            return error.isDamage ? .nothing : .outOfReach
        }
        throw LockerError.storeClosed
    }

    /// What the pack says of itself; what cannot be made out is read twice, as by the scanner.
    private func contents(of file: any StoredPack, _ name: PackName, size: Int) throws(StorageError) -> PackContents {
        let first = try PackContents.read(file, name: name, size: size, storeID: storeID)
        guard case .unreadable = first else { return first }
        return try PackContents.read(file, name: name, size: size, storeID: storeID)
    }

    /// Makes everything in the pack durable: a process that was killed may have left bytes, a whole footer too, that
    /// were never synced, and what is in the index counts as durable. After a failure no second attempt tells
    /// anything, so the pack is left alone.
    private func isDurable(_ file: any StoredPack, _ name: PackName) -> Bool {
        do throws(StorageError) {
            try file.synchronize()
            return true
        } catch {
            report(.damagedPack(name, reason: "it cannot be made durable: \(error)"))
            return false
        }
    }

    /// Keeps every whole record, cuts off what follows the last one, and seals the pack.
    private func keep(
        _ found: ScannedRecords, of file: any StoredPack, _ name: PackName, _ stamp: RecordStamp, size: Int
    ) throws(StorageError) -> IndexBatch? {
        if found.entries.isEmpty, try isBlank(file, size: size) {
            try storage.remove(name)
            return nil
        }
        let unsealed = batch(name, found.entries, size: found.end, isSealed: false, stamp.version)
        if found.hasUnreadableParts {
            // What cannot be read today may be a whole record tomorrow: nothing is cut off.
            report(.damagedPack(name, reason: "parts of it cannot be read"))
            return unsealed
        }
        let seal = PackSeal(name: name, stamp: stamp, entries: found.entries, end: found.end)
        do throws(StorageError) {
            let wasSealed = try apply(seal, to: file)
            // Behind the records of a sealed pack there is nothing but their footer.
            if wasSealed, size > seal.size {
                let lost = size - seal.size
                report(.damagedPack(name, reason: "\(lost) bytes of what it was sealed with are no records"))
            }
            report(.recovered(pack: name, records: found.entries.count, lostBytes: found.lostBytes))
            return batch(name, found.entries, size: seal.size, isSealed: true, stamp.version)
        } catch {
            // What a compaction has removed meanwhile, nobody needs.
            if packs.isGone(name) { return nil }
            // A disk that is full or cannot be written must not keep the records from being read, which are durable
            // already: the pack stays unsealed until the next start.
            let cause = LockerError(error, remedy: "the next start seals it")
            report(.packAbandoned(name, durable: found.end, cause))
            return unsealed
        }
    }

    /// Seals what a crash left. One whose end is damaged was sealed before, and is put anew.
    ///
    /// - Returns: whether it was sealed before.
    private func apply(_ seal: PackSeal, to file: any StoredPack) throws(StorageError) -> Bool {
        let growing: any GrowingPack
        do throws(StorageError) {
            growing = try storage.resume(seal.name)
        } catch  where error.kind == .sealed {
            guard try packs.replace(seal.name, by: seal.mending(file)) else {
                throw StorageError(.notFound, SystemError("rename", on: seal.name.fileName, number: ENOENT))
            }
            return true
        }
        try seal.apply(to: growing)
        return false
    }

    private func batch(
        _ name: PackName, _ entries: [PackEntry], size: Int, isSealed: Bool, _ version: PackVersion
    ) -> IndexBatch {
        var tallies = KindTallies()
        for entry in entries { tallies.add(entry) }
        return IndexBatch(
            row: PackRow(name: name, isSealed: isSealed, size: size, tallies: tallies, version: version),
            entries: entries[...])
    }

    /// Whether nothing was ever written behind the header: only then is a pack without records removed.
    private func isBlank(_ file: any StoredPack, size: Int) throws(StorageError) -> Bool {
        var window = [UInt8](repeating: 0, count: min(1 << 20, max(size, PackFormat.headerLength)))
        var offset = PackFormat.headerLength
        while offset < size {
            let start = offset
            let (count, hasBytes) = try window.withMutableRawBytes { (raw) throws(StorageError) in
                let count = try file.read(into: raw, at: start)
                return (count, raw[..<count].contains { $0 != 0 })
            }
            if hasBytes { return false }
            if count == 0 { return true }
            offset += count
        }
        return true
    }
}
