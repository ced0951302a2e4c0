import Glibc
import LockerTestSupport
import PackEngine

/// One call of a simulated disk, named by what it is made on: the same in every run of a script, whichever thread makes
/// it and when.
struct DiskCall: Hashable, CustomStringConvertible {
    let operation: SimulatedStorage.Operation
    /// Nil for a list of all packs.
    let pack: PackName?
    /// So many such calls were made on the pack before.
    let number: Int

    var description: String { "\(operation) \(number) of \(pack?.fileName ?? "all packs")" }

    /// A number that depends on the call and `seed` alone.
    func hash(_ seed: UInt64) -> UInt64 {
        let place =
            UInt64(pack?.id ?? 0) << 32 | UInt64(pack?.packClass.rawValue ?? 0) << 16 | UInt64(operation.rawValue)
        var generator = SplitMix64(seed: seed ^ (place &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(number) << 48)
        _ = generator.next()
        return generator.next()
    }
}

/// What a disk does instead of what it was told.
enum DiskFault: Hashable {
    /// Nothing is done, and the call fails.
    case error(Int32)
    /// The first half of a write lands, and the call fails.
    case short(Int32)
    /// Some sectors of a write land, and the call fails.
    case torn(Int32)
    /// A sync fails, and what it should have saved is lost, though it can still be read.
    case lost
    /// A sync fails, and what it should have saved is lost and cannot be read any more.
    case evicted
    /// A write lands at another place and succeeds.
    case misdirected
    /// A read gives a wrong bit, once.
    case flip
    /// A bit of what is read has changed on the medium.
    case rot
    /// The machine crashes; of a write, and of all that was not synced, any sectors are there.
    case crash
    /// The process is killed; what was written can be read.
    case kill

    /// Whether it destroys what was acknowledged.
    var isDestructive: Bool { self == .misdirected || self == .rot }

    /// Whether the run ends with it.
    var isEnd: Bool { self == .crash || self == .kill }

    /// The faults that make sense for `operation`.
    static func all(for operation: SimulatedStorage.Operation) -> [DiskFault] {
        switch operation {
        case .write:
            [.error(EIO), .error(ENOSPC), .short(ENOSPC), .torn(EIO), .misdirected, .crash, .kill]
        case .synchronize: [.error(ENOSPC), .lost, .evicted, .crash, .kill]
        case .read: [.error(EIO), .flip, .rot]
        case .create, .reserve, .put: [.error(EIO), .error(ENOSPC), .crash, .kill]
        case .truncate, .seal, .remove: [.error(EIO), .crash, .kill]
        case .open, .size, .list: [.error(EIO)]
        }
    }
}
