/// What can be starred and rated.
package enum MarkedItem: Hashable, Sendable {
    case song(String)
    case album(String)
    case artist(String)
    /// A folder is starred as the album view of old clients asks for it.
    case folder(String)
}
