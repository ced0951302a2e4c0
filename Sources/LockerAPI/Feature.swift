/// What a daemon can do beyond the first version of its interface, by the words of `Capabilities` (docs/protocol.md).
public enum Feature: String, Sendable, CaseIterable {
    /// `DeleteLibrary` and `RenameLibrary`.
    case libraries
    /// Libraries remember where they were synced from: `Commit` takes it, `OpenSession` and `Usage` tell it.
    case sources
    /// `DisableAccount`, `EnableAccount`, `RenameAccount` and `RebindAccount`; `RemoveAccount` takes `dry_run`.
    case accounts
    /// `List` and `Changes` take `partial`, and tell in `next` where the next page begins.
    case partialPages = "partial-pages"
    /// Entries have permission bits.
    case permissionBits = "permission-bits"
    /// The request's metadata may name it, and errors and the log tell the name.
    case requestID = "request-id"
    /// Errors have a domain, and facts beside their text.
    case errorDetails = "error-details"
    /// `RestoreFiles`.
    case restoreFiles = "restore-files"
    /// `IngestFiles`.
    case ingestFiles = "ingest-files"
    /// `Stage`, `Commit`, `Remove` and `Move` take what the change counts on.
    case preconditions
    /// `OpenBlob`, `ReadBlob` and `CloseBlob`.
    case blobs
    /// `Health`.
    case health
    /// `List` takes `one_level`, and `CountFolder`.
    case folders
    /// Accounts may have the role of a manager.
    case managers
    /// `RegisterDevice` and the other calls on devices, and `SetNote`; calls that change a library take a device, `Commit`,
    /// `Remove`, `Move` and `Purge` an origin and a note, and `Log` tells them.
    case devices
    /// `DescribeTracks`.
    case trackNames = "track-names"
    /// `Purge`, and `Log` tells which revisions are one.
    case purge
    /// `Expire` keeps a revision of each of so many hours, days, weeks, months and years.
    case retentionPeriods = "retention-periods"
    /// `Watch`.
    case watch
    /// `CancelCall`.
    case cancel
    /// `GetRetention` and `SetRetention`; `Expire` tells what people's own retention keeps.
    case retention
    /// Entries have attributes: what stages an entry takes them, and what tells of one tells them.
    case attributes
    /// `List` takes `arrivals`.
    case arrivals
    /// A `Commit` that is refused with the hint `TRY_AGAIN`, since too many wait for the library, leaves what was staged.
    case commitAgain = "commit-again"
    /// `AddTracks` takes fingerprints, `ListFingerprints` and `ReadFingerprints` tell them, and who acts for others may be
    /// let to `Grant`.
    case fingerprints
}
