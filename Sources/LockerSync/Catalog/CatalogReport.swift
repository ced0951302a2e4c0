/// What an import into the catalog did.
package struct CatalogReport: Sendable, Equatable {
    /// Songs that are new in the catalog.
    package var added = 0
    /// Songs whose audio the catalog had.
    package var known = 0
    /// What was passed over, in path order.
    package var skipped: [Skipped] = []
    /// What was left out, folders with all below them as one.
    package var excluded = 0
    /// The length of ``files``.
    package var logicalBytes = 0
    package var seconds = 0.0

    package init() {}

    /// Regular files of the folder whose audio the catalog has.
    package var files: Int { added + known }
}
