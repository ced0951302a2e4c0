extension LockerError {
    /// A fact that goes with an error, for programs. The raw value is its key in the metadata of the ErrorInfo
    /// (docs/protocol.md).
    public enum Detail: String, Sendable, CaseIterable {
        /// The account's name.
        case account
        /// The library's name.
        case library
        /// The path of an entry, printable.
        case path
        /// A track's digest, in hexadecimal.
        case track
        /// A system user's number.
        case uid
        /// Of an account: the bytes that it may hold, that it holds, and that it would hold, what names and revisions
        /// are charged included.
        case quota
        case used
        case wanted
        /// `refused` where the daemon does not use the descriptor that came with the call, and takes the content in
        /// pieces.
        case descriptor
        /// What may help; see ``LockerError/Hint``.
        case hint
        /// The call's name: what the client called it in its metadata, else what the daemon called it.
        case request
    }

    /// What may help who meets an error. The daemon knows no command of any program: each says it in its own words.
    public enum Hint: String, Sendable, CaseIterable {
        /// The account's libraries are listed.
        case listLibraries = "LIST_LIBRARIES"
        /// The library's entries are listed.
        case listEntries = "LIST_ENTRIES"
        /// The accounts are listed.
        case listAccounts = "LIST_ACCOUNTS"
        /// The catalog's tracks are listed.
        case listTracks = "LIST_TRACKS"
        /// An account is added, of the name or for the user that the error names.
        case addAccount = "ADD_ACCOUNT"
        /// A verification names the files that are damaged, and what mends them.
        case verify = "VERIFY"
        /// An expiry is told how many revisions to keep, or those of which span.
        case keepRule = "KEEP_RULE"
        /// A folder is removed with all that is below it when the call asks for that.
        case removeFolder = "REMOVE_FOLDER"
    }

    /// The hint among the details, if this version knows it.
    public var hint: Hint? { details[.hint].flatMap(Hint.init(rawValue:)) }

    /// This error with `details` besides its own, which count where both have one.
    public func with(_ details: [Detail: String]) -> LockerError {
        LockerError(
            code, message, details: details.merging(self.details) { _, own in own }, cause: cause)
    }
}
