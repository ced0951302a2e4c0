/// A library as clients see it: their music folders have numbers.
package struct MusicFolder: Hashable, Sendable {
    /// The same as long as the account has a library of this name.
    package var number: Int
    package var library: String

    package init(number: Int, library: String) {
        self.number = number
        self.library = library
    }
}
