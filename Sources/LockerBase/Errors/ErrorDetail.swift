/// A fact that goes with an error, for programs. The raw value is its key in the metadata of the ErrorInfo
/// (docs/protocol.md).
public enum ErrorDetail: String, Sendable, CaseIterable {
    /// The account's name.
    case account
    /// The library's name.
    case library
    /// The path of an entry, printable.
    case path
    /// A library's newest revision.
    case revision
    /// A file's blob, in hexadecimal.
    case blob
    /// A track's digest, in hexadecimal.
    case track
    /// A device's number, in hexadecimal.
    case device
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
    /// What may help; see ``ErrorHint``.
    case hint
    /// The call's name: what the client called it in its metadata, else what the daemon called it.
    case request
}
