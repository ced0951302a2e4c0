import LockerBase

/// What somebody can do about an error of the daemon, which knows no command of this program.
enum Remedy {
    /// The error's message, with the command that helps, unless it names one.
    static func naming(in error: LockerError) -> String {
        guard let remedy = text(for: error), !error.message.contains("locker ") else { return error.message }
        return "\(error.message). \(remedy)"
    }

    private static func text(for error: LockerError) -> String? {
        guard error.cause != nil else { return nil }
        return switch error.code {
        case .overQuota: "'locker usage' shows what is used; 'locker admin account quota NAME BYTES' gives more"
        case .dataLoss:
            "'locker repair DIR' sends it again from a copy; 'locker admin verify' lists all that is damaged"
        default: nil
        }
    }
}
