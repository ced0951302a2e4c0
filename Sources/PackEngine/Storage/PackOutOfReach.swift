import LockerBase

/// Why a pack cannot be opened or read as a file, as the cause of an error that says so: it may be whole.
struct PackOutOfReach: ImpersonalError, CustomStringConvertible {
    let cause: StorageError

    var description: String { cause.description }

    /// What is wrong, and what mends it, in words.
    var reason: String {
        if cause.kind == .newer {
            return "a newer lockerd wrote it, and is needed to read it: run that one; the pack is left as it is"
        }
        let remedy =
            switch cause.kind {
            case .denied: "give it to the user that lockerd runs as (chown)"
            case .notFound: "put it back from a backup"
            case .nowhere: "mount what it is a link to, or put the pack back from a backup in its place"
            case .noPack: "put the pack back from a backup, in place of what is there"
            default: "look for disk errors in the kernel's log, or put the pack back from a backup"
            }
        return "it cannot be opened or read: \(cause.reason); \(remedy)"
    }

    /// The error for who wanted something of the pack `name`.
    static func failure(_ name: PackName, _ error: StorageError) -> LockerError {
        guard error.kind != .busy else {
            return LockerError(
                .unavailable, "\(name.fileName): cannot be read at the moment: \(error.reason); try again later",
                cause: error)
        }
        let cause = PackOutOfReach(cause: error)
        return LockerError(.unavailable, "\(name.fileName): \(cause.reason)", cause: cause)
    }
}

extension LockerError {
    /// Whether it says that a pack is out of reach as a file: what it holds is not lost, and cannot be seen.
    public var isOutOfReach: Bool { cause is PackOutOfReach }

    /// Whether it says that a record cannot be had: it is damaged, or its pack is out of reach.
    public var isLoss: Bool { code == .dataLoss || isOutOfReach }
}
