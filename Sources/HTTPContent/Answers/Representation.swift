/// The facts of content that is to be sent.
package struct Representation: Sendable {
    /// In bytes.
    package var length: UInt64
    /// A strong one, which other bytes never bear.
    package var entityTag: EntityTag
    /// Nil where it is not known.
    package var lastModified: HTTPDate?
    /// Of the bytes as they are sent.
    package var mediaType: MediaType
    /// Nil where no file is meant.
    package var disposition: ContentDisposition?
    /// Who may keep it.
    package var caching: CacheControl
    /// False where it can only be sent from its beginning to its end, as an archive that is made on the way.
    package var acceptsRanges: Bool

    /// Content with these facts; see each of them.
    package init(
        length: UInt64, entityTag: EntityTag, lastModified: HTTPDate? = nil, mediaType: MediaType,
        disposition: ContentDisposition? = nil, caching: CacheControl = .revalidated, acceptsRanges: Bool = true
    ) {
        self.length = length
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.mediaType = mediaType
        self.disposition = disposition
        self.caching = caching
        self.acceptsRanges = acceptsRanges
    }

    /// What clients may hold their copies against. A file's time that is still to come is told as now (RFC 9110,
    /// section 8.8.2.1).
    func validators(at now: HTTPDate) -> Validators {
        Validators(
            entityTag: entityTag, lastModified: lastModified.map { min($0, now) }, isConstant: caching == .immutable)
    }
}
