/// What may help who meets an error. The daemon knows no command of any program: each says it in its own words.
public enum ErrorHint: String, Sendable, CaseIterable {
    /// The account's libraries are listed.
    case listLibraries = "LIST_LIBRARIES"
    /// The library's entries are listed.
    case listEntries = "LIST_ENTRIES"
    /// Entries are looked for in all revisions that are kept.
    case searchRevisions = "SEARCH_REVISIONS"
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
    /// The account's devices are listed.
    case listDevices = "LIST_DEVICES"
    /// A device that was removed is let in again, or becomes another one.
    case restoreDevice = "RESTORE_DEVICE"
    /// The same call is made again a little later: nothing was done, and nothing forgotten.
    case tryAgain = "TRY_AGAIN"
}
