import LockerBase
import TTRPC

/// An error as `locker` tells of it: the daemon's words, and which command helps.
package enum ErrorText {
    /// The message, with the command that its hint amounts to, or sizes as people read them.
    package static func message(of error: LockerError) -> String {
        if let sizes = sizes(of: error) { return "\(error.message) (\(sizes))" }
        return remedy(of: error).map { "\(error.message); \($0)" } ?? error.message
    }

    /// How much an account would hold of how much it may, where the message has it in bytes.
    private static func sizes(of error: LockerError) -> String? {
        guard error.code == .overQuota, let quota = error.details[.quota].flatMap({ UInt64($0) }),
            let wanted = error.details[.wanted].flatMap({ UInt64($0) }), wanted >= 1024
        else { return nil }
        return "\(HumanText.size(wanted)) of \(HumanText.size(quota))"
    }

    private static func remedy(of error: LockerError) -> String? {
        if isLost(error) { return "run the command again" }
        if error.code == .alreadyExists, error.details[.uid] != nil, let name = error.details[.account] {
            let (command, name) = ("locker admin account", EntryPath.printable(name.utf8))
            return "'\(command) rename \(name) NEW' renames it, '\(command) rebind \(name) --uid none' frees the uid"
        }
        return hint(of: error)
    }

    /// Whether the connection broke, in the words of the transport: an answer has a reason.
    package static func isLost(_ error: LockerError) -> Bool {
        guard let cause = error.cause as? RPCError, cause.code == .unavailable else { return false }
        return cause.reason == nil && cause.message == error.message
    }

    /// What to call, by the hint that came with the error; nil without one.
    private static func hint(of error: LockerError) -> String? {
        switch error.hint {
        case .listLibraries: "'locker library list' lists which there are"
        case .listEntries: "'locker ls' lists what is"
        case .searchRevisions: "'locker find --all-revisions PATTERN' finds what is or was"
        case .listAccounts: "'locker admin account list' lists them"
        case .listTracks: "'locker admin catalog list' lists what is"
        case .addAccount: "the operator adds it with 'locker admin account add \(account(of: error))'"
        case .verify: "'locker admin verify' names the files, and what mends them"
        case .keepRule: "give --keep-last, --keep-within or --keep-hourly to --keep-yearly"
        case .removeFolder: "-r, --recursive, removes it with all that is below it"
        case .listDevices: "'locker device list' lists them"
        case .restoreDevice: "'locker device restore \(device(of: error))' lets it in again"
        case .tryAgain, nil: nil
        }
    }

    /// The device that the error names.
    private static func device(of error: LockerError) -> String {
        EntryPath.printable((error.details[.device] ?? "DEVICE").utf8.prefix(32))
    }

    /// The arguments that add the account which the error names, or one for the user that it names.
    private static func account(of error: LockerError) -> String {
        if let name = error.details[.account] { return EntryPath.printable(name.utf8) }
        return error.details[.uid].map { "NAME --uid \(EntryPath.printable($0.utf8))" } ?? "NAME"
    }
}
