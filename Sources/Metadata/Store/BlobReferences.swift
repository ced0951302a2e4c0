import LockerBase

/// Who refers to which blob, and to which track. See ``MetadataStore`` for what holds for every call.
public protocol BlobReferences: Sendable {
    /// Of each of `blobs` an entry that holds it in any retained revision of any library of `account`, all of one
    /// moment: nil for those that the account does not own.
    func ownedEntries(holding blobs: [Digest], account: Account) throws(LockerError) -> [Entry?]

    /// One that has this track digest, by the same rule.
    func ownedEntry(withTrack track: Digest, account: Account) throws(LockerError) -> Entry?

    /// How the contents of `files`, which `revision` of `library` has, came to its account, in their order and all of one
    /// moment: nil for what is no file, and for what is not there any more. Nothing of other accounts is looked at.
    func arrivals(of files: [Entry], in library: Library, revision: Int64) throws(LockerError) -> [Arrival?]

    /// Contents of `library` in any retained revision, a page at a time: those of at most `limit` entries, in no order
    /// that means anything; one that several entries hold comes as often.
    ///
    /// - Parameter cursor: the last page's `next`; nil for the first page.
    /// - Returns: also where the next page begins; nil when there is none.
    func page(
        of library: Library, after cursor: BlobCursor?, limit: Int
    ) throws(LockerError) -> (contents: [ContentName], next: BlobCursor?)

    /// Entries that hold `content`, with its recipe where `content` has it, in any retained revision, of `library` or
    /// of all, and with all the songs of the catalog that it is the file of: at most `limit`.
    func holders(of content: ContentName, in library: Library?, limit: Int) throws(LockerError) -> [Holder]

    /// Runs `body` once for each distinct content of the catalog and of all retained revisions of all libraries: first
    /// those whose recipes are in records, in digest order, then those that are one chunk, in that order too. Each is
    /// there or not as of a moment between the beginning and the end: no moment of the database is held for as long as
    /// `body` takes. Memory stays bounded; an error of `body` ends it and is thrown.
    func walk(_ body: (ContentName) throws(LockerError) -> Void) throws(LockerError)

    /// The same for the contents whose recipes are in records alone, in digest order.
    func walkRecipes(_ body: (Digest) throws(LockerError) -> Void) throws(LockerError)

    /// The same for the chunks that entries name in the place of a recipe, in the order in which these came: one that
    /// several name comes as often. For who wants all of them: nothing is looked up.
    func walkChunks(_ body: (Digest) throws(LockerError) -> Void) throws(LockerError)
}

extension BlobReferences {
    /// The same for one blob.
    public func ownedEntry(holding blob: Digest, account: Account) throws(LockerError) -> Entry? {
        try ownedEntries(holding: [blob], account: account).first ?? nil
    }
}
