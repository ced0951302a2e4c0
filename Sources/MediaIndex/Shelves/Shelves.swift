/// What one account has, as players ask for it. Everything that is answered is the account's own; an id of somebody
/// else's is not there.
///
/// `folder` is the number of a ``MusicFolder``; nil: all of them. Lists are whole unless a ``ListPart`` is given. The songs
/// of lists come without their lyrics: ``BrowsedShelves/song(_:)`` alone has them.
package protocol Shelves: BrowsedShelves, ListedShelves, MarkedShelves, PlaylistShelves {}
