/// Where a database lies, and what lies beside it.
package struct SQLiteLocation: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The database of the store in `folder`.
    init(folder: String) {
        path = folder + "/metadata.sqlite"
    }

    /// A database that nobody serves yet.
    var draft: String { path + ".new" }

    /// The database that one told again from the packs took the place of.
    var replaced: String { path + ".replaced" }
}
