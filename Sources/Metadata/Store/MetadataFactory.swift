import LockerBase

/// Where the metadata of one store are kept while nobody has them open, and the way to open them.
public protocol MetadataFactory: Sendable {
    /// What the operator calls the place.
    var name: String { get }

    /// Whether there are metadata.
    var exists: Bool { get }

    /// Whether there is a draft.
    var hasDraft: Bool { get }

    /// Opens the metadata, making them or bringing them to this version's form where needed. Nobody else may have them
    /// open, unless the back end is one that several share.
    ///
    /// - Parameter readers: The most threads that read at once; one more waits.
    /// - Throws: ``LockerError/Code/failedPrecondition`` when a newer version of Locker wrote them.
    func open(readers: Int) throws(LockerError) -> any MetadataBackEnd

    /// Makes a draft, in the place of one that is there, and fills it by `body`. It is durable when this returns.
    ///
    /// - Throws: what `body` throws; then there is no draft.
    func writeDraft(
        _ body: (any MetadataRebuild) throws(LockerError) -> Void
    ) throws(LockerError) -> MetadataCounts

    /// Removes the draft, if there is one.
    func removeDraft()

    /// Puts the draft in the place of what is there, which nobody has open. A crash leaves the one or the other.
    ///
    /// - Throws: also when what is there cannot be opened; both are as they were then.
    func placeDraft() throws(LockerError)

    /// The same where what is there may be damaged, and is kept beside it. A crash leaves the one or the other, or
    /// where the one cannot be opened, none: a daemon refuses to start then, and what was kept has all that there was.
    func exchangeForDraft() throws(LockerError)
}
