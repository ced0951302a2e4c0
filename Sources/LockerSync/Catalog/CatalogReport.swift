/// What an import into the catalog did.
public struct CatalogReport: Sendable, Equatable {
    /// Songs that are new in the catalog.
    public var added = 0
    /// Songs whose audio the catalog had.
    public var known = 0
    /// What was passed over, in path order.
    public var skipped: [Skipped] = []
    /// The length of ``files``.
    public var logicalBytes = 0
    public var seconds = 0.0

    public init() {}

    /// Regular files of the folder whose audio the catalog has.
    public var files: Int { added + known }
}
