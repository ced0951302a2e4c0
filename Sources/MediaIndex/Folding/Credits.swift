/// Who a song and its album are by, as far as its tags say.
package struct Credits: Hashable, Sendable {
    /// Who plays the song; at least one.
    package let artists: [String]
    /// Who its album is by; at least one.
    package let albumArtists: [String]

    /// Who an album is by that is of many.
    package static let various = "Various Artists"
    /// Who plays what names nobody.
    package static let unknown = "[Unknown Artist]"

    /// What tags say, with the first rule that applies where they say nothing: a compilation is by ``various``; an album
    /// is by the first of those who play the song; a song is played by those whom its album is by; by ``unknown``.
    package init(artists: [String], albumArtists: [String], isCompilation: Bool) {
        let artists = artists.filter { !Folding.isBlank($0) }
        let albumArtists = albumArtists.filter { !Folding.isBlank($0) }
        let players = artists.isEmpty ? albumArtists : artists
        self.artists = players.isEmpty ? [Credits.unknown] : players
        if !albumArtists.isEmpty {
            self.albumArtists = albumArtists
        } else {
            self.albumArtists = isCompilation ? [Credits.various] : [players.first ?? Credits.unknown]
        }
    }
}
