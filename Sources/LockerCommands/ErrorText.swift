import LockerBase

/// An error as `locker` tells of it: the daemon's words, and which command helps.
enum ErrorText {
    /// The message, with the command that its hint amounts to.
    static func message(of error: LockerError) -> String {
        hint(of: error).map { "\(error.message); \($0)" } ?? error.message
    }

    /// What to call, by the hint that came with the error; nil without one.
    private static func hint(of error: LockerError) -> String? {
        switch error.hint {
        case .listLibraries: "'locker usage' lists the account's libraries"
        case .listEntries: "'locker ls' lists what is"
        case .listAccounts: "'locker admin account list' lists them"
        case .listTracks: "'locker admin catalog list' lists what is"
        case .addAccount: "'locker admin account add \(account(of: error))' adds it"
        case .verify: "'locker admin verify' names the files, and what mends them"
        case .keepRule: "give --keep-last or --keep-within"
        case .removeFolder: "--recursive removes it with all below it"
        case nil: nil
        }
    }

    /// The arguments that add the account which the error names, or one for the user that it names.
    private static func account(of error: LockerError) -> String {
        if let name = error.details[.account] { return EntryPath.printable(name.utf8) }
        return error.details[.uid].map { "NAME --uid \(EntryPath.printable($0.utf8))" } ?? "NAME"
    }
}
