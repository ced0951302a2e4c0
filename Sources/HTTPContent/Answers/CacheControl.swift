/// Who may keep content, and for how long (RFC 9111, section 5.2.2; RFC 8246).
///
/// All content is some person's: no cache that several share may keep any of it.
package enum CacheControl: Hashable, Sendable {
    /// What the URL names is never anything else, as where it has the content's digest in it: a client need not ask again
    /// for a year.
    case immutable
    /// It may be kept, and is asked for again each time; that costs a 304.
    case revalidated
    /// It is the client's for so many seconds.
    case fresh(seconds: Int)
    /// It is kept nowhere, as what signs somebody in.
    case unstored

    /// The value of the header field.
    package var fieldValue: String {
        switch self {
        case .immutable: "private, max-age=31536000, immutable"
        case .revalidated: "private, no-cache"
        case .fresh(let seconds): "private, max-age=\(max(0, seconds))"
        case .unstored: "no-store"
        }
    }
}
