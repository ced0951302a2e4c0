/// A genre that songs of an account name.
package struct Genre: Hashable, Sendable {
    package var name: String
    package var songCount: Int
    package var albumCount: Int

    package init(name: String, songCount: Int, albumCount: Int) {
        self.name = name
        self.songCount = songCount
        self.albumCount = albumCount
    }
}
