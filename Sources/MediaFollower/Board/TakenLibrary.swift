/// Where the catalog's songs lie that people have taken in the place of their own.
package enum TakenLibrary {
    /// A library of theirs. Players are not shown it: its songs are heard as those that they take the place of.
    package static let name = "From the catalog"
}
