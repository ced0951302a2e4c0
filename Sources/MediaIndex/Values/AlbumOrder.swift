/// The lists of albums that clients ask for.
package enum AlbumOrder: Hashable, Sendable {
    case random
    case newest
    /// Those whose songs were played most often.
    case frequent
    /// Those of which a song was played last.
    case recent
    case highest
    case starred
    case byName
    case byArtist
    /// From one year to the other, backwards where the first is the greater one.
    case byYear(from: Int, to: Int)
    case byGenre(String)
}
