/// What tells whether a representation is the one that a client knows (RFC 9110, section 8.8).
package struct Validators: Hashable, Sendable {
    /// Nil where it has none.
    package var entityTag: EntityTag?
    /// Nil where it is not known.
    package var lastModified: HTTPDate?
    /// Whether what the URL names can never be other bytes, as content that is named by its digest. Of anything else a
    /// time proves nothing: programs that write tags into songs leave the file's time as it was.
    package var isConstant: Bool

    /// Those of a representation that is there.
    package init(entityTag: EntityTag?, lastModified: HTTPDate?, isConstant: Bool = false) {
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.isConstant = isConstant
    }
}
