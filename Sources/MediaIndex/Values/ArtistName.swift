/// An artist as songs and albums name it.
package struct ArtistName: Hashable, Sendable {
    /// Of the ``Artist``.
    package var id: String
    package var name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
