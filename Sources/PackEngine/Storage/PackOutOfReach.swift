import Glibc
import LockerBase
import POSIXSupport

/// Why a pack cannot be opened or read as a file, as the cause of an error that says so: it may be whole.
struct PackOutOfReach: ImpersonalError, CustomStringConvertible {
    let cause: SystemError

    var description: String { cause.description }

    /// What is wrong, and what mends it, in words.
    var reason: String {
        let remedy =
            switch cause.number {
            case EACCES, EPERM: "give it to the user that lockerd runs as (chown)"
            case ENOENT: "put it back from a backup"
            case ENOLINK: "mount what it is a link to, or put the pack back from a backup in its place"
            case EISDIR, ELOOP, ENXIO: "put the pack back from a backup, in place of what is there"
            default: "look for disk errors in the kernel's log, or put the pack back from a backup"
            }
        return "it cannot be opened or read: \(cause.reason); \(remedy)"
    }

    /// The error for who wanted something of the pack `name`.
    static func failure(_ name: PackName, _ error: SystemError) -> LockerError {
        guard !error.isOfTheMoment else {
            return LockerError(
                .unavailable, "\(name.fileName): cannot be read at the moment: \(error.reason); try again later",
                cause: error)
        }
        let cause = PackOutOfReach(cause: error)
        return LockerError(.unavailable, "\(name.fileName): \(cause.reason)", cause: cause)
    }
}

extension PackStore {
    /// Whether `error` says that a pack is out of reach as a file: what it holds is not lost, and cannot be seen.
    public static func isOutOfReach(_ error: LockerError) -> Bool { error.cause is PackOutOfReach }

    /// Whether `error` says that a record cannot be had: it is damaged, or its pack is out of reach.
    public static func isLoss(_ error: LockerError) -> Bool { error.code == .dataLoss || isOutOfReach(error) }

    /// The file of a pack and its size, once a byte of it could be read.
    ///
    /// - Throws: an error of which ``isOutOfReach(_:)`` is true.
    func reach(_ name: PackName) throws(LockerError) -> (file: any PackFile, size: Int) {
        do throws(SystemError) {
            let file = try reader.packs.file(name)
            var byte: UInt8 = 0
            _ = try withUnsafeMutableBytes(of: &byte) { (raw) throws(SystemError) in try file.read(into: raw, at: 0) }
            return (file, try file.size())
        } catch {
            if reader.packs.isGone(name) { throw PackReader.moved }
            throw PackOutOfReach.failure(name, error)
        }
    }

    /// The packs of a class that are there, may be whole, and cannot be read as files, with what is wrong with each.
    public func packsOutOfReach(_ packClass: PackClass) throws(LockerError) -> [(name: PackName, error: LockerError)] {
        let names = try translatingSystemErrors(remedy: "the packs cannot be listed") { () throws(SystemError) in
            try storage.list().keys.filter { $0.packClass == packClass }.sorted()
        }
        var found: [(name: PackName, error: LockerError)] = []
        for name in names {
            do throws(LockerError) {
                _ = try reach(name)
            } catch let error where PackStore.isOutOfReach(error) {
                if (error.cause as? PackOutOfReach)?.cause.isDamage == false { found.append((name, error)) }
            }
        }
        return found
    }
}
