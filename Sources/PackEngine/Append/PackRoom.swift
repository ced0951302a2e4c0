import Glibc
import LockerBase
import POSIXSupport

/// Makes packs, and gives those that are written their room on the disk.
final class PackRoom: Sendable {
    let live: LivePacks
    let storage: any PackStorage
    private let format: StoreFormat
    let options: StoreOptions

    /// What a pack lacks. Not the pack itself: with another owner, its list of records would be copied when it grows.
    struct Growth {
        let name: PackName
        let file: any GrowingPack
        let from: Int
        /// How far it has to reach, and how far it had better.
        let needed: Int
        let wanted: Int

        init(_ pack: LivePack, needed: Int, wanted: Int) {
            (name, file, from) = (pack.name, pack.file, pack.reservedEnd)
            (self.needed, self.wanted) = (needed, wanted)
        }
    }

    /// The disk may be full, or the kernel may have made it read-only after an error.
    private static let remedy = "see that the disk has space and takes writes, and send again"

    init(_ live: LivePacks, _ storage: any PackStorage, _ format: StoreFormat, _ options: StoreOptions) {
        self.live = live
        self.storage = storage
        self.format = format
        self.options = options
    }

    /// Makes a pack and lets it take records. The caller has set `isOpening`.
    func openPack(_ packClass: PackClass) throws(LockerError) {
        defer { live.monitor.notifyAll() }
        do {
            let pack = try makePack(packClass)
            live.monitor.withLock { state in
                state.endOpening(packClass)
                state.spareRefused[packClass] = false
                state.packs[pack.name.id] = pack
                if state.isClosing {
                    state.packs[pack.name.id]?.phase = .full
                } else {
                    state.current[packClass] = pack.name.id
                }
            }
        } catch {
            live.monitor.withLock { $0.endOpening(packClass) }
            throw LockerError(error, remedy: "no new pack can be begun; \(PackRoom.remedy)")
        }
    }

    /// A pack that exists, durably, with its header, and nothing else.
    func makePack(_ packClass: PackClass) throws(StorageError) -> LivePack {
        // Before there is a byte of it: an older program is to leave the store alone, and not to take it for damaged.
        try format.raise(to: options.packVersion)
        let id = try live.monitor.withLock { (state) throws(StorageError) in
            guard state.nextPackID < UInt32.max else {
                throw StorageError(.failed, SystemError("a number", on: "new pack", number: EOVERFLOW))
            }
            defer { state.nextPackID += 1 }
            state.opening[packClass] = state.nextPackID
            return state.nextPackID
        }
        let header = PackHeader(
            name: PackName(packClass, id), storeID: format.storeID, salt: .random(in: .min ... .max),
            created: UInt64(max(0, time(nil))), version: options.packVersion)
        let file = try storage.create(header.name)
        do throws(StorageError) {
            try header.encoded().withRawBytes { (raw) throws(StorageError) in
                try file.write([raw], at: 0)
            }
            try file.synchronize()
        } catch {
            try? storage.remove(header.name)
            throw error
        }
        return LivePack(name: header.name, file: file, stamp: header.stamp)
    }

    /// Reserves disk space for a pack: a step ahead and as much as is wanted, or when that is refused only what is needed.
    /// The caller has set `isGrowing`.
    func grow(_ growth: Growth) throws(LockerError) {
        defer { live.monitor.notifyAll() }
        let (id, file, from, needed) = (growth.name.id, growth.file, growth.from, growth.needed)
        let step = live.monitor.withLock { $0.takeReservation(growth.name.packClass, upTo: options.reservation) }
        do throws(StorageError) {
            var end = max(needed, growth.wanted, from + step)
            var refused = false
            do throws(StorageError) {
                try file.reserve(from..<end)
            } catch let error where error.kind == .noSpace && needed > from {
                end = needed
                refused = true
                try file.reserve(from..<end)
            }
            grew(id, to: end, refused: refused)
        } catch {
            grew(id, to: from, refused: true)
            throw LockerError(error, remedy: "\(PackRoom.remedy); what is stored can be read")
        }
    }

    private func grew(_ id: UInt32, to end: Int, refused: Bool) {
        live.monitor.withLock { state in
            state.packs[id]?.isGrowing = false
            state.packs[id]?.isResting = false
            state.packs[id]?.reservedEnd = end
            state.packs[id]?.growthRefused = refused
        }
    }
}
