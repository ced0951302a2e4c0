/// A folder of a library with songs in it or below, one level of it.
package struct Directory: Hashable, Sendable {
    package var id: String
    /// Of the root: the library's name.
    package var name: String
    /// Nil: it is a library's root.
    package var parentID: String?
    package var folders: [Subfolder]
    package var songs: [Song]

    package struct Subfolder: Hashable, Sendable {
        package var id: String
        package var name: String
        package var coverID: String?
        /// Nanoseconds since 1970 UTC: when the index first saw something in it.
        package var created: Int64

        package init(id: String, name: String, coverID: String?, created: Int64) {
            self.id = id
            self.name = name
            self.coverID = coverID
            self.created = created
        }
    }

    package init(id: String, name: String, parentID: String?, folders: [Subfolder], songs: [Song]) {
        self.id = id
        self.name = name
        self.parentID = parentID
        self.folders = folders
        self.songs = songs
    }
}
