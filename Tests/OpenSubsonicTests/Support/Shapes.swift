/// What the objects of answers must be, by OpenSubsonic's OpenAPI document as of 2026-07-24: their members with the kind
/// of each, and which of them must be there (`!`). FolderChild has what clients want of albums beside that.
enum Shapes {
    struct Member: Equatable {
        let kind: String
        let isRequired: Bool
    }

    static let all: [String: [String: Member]] = {
        var shapes: [String: [String: Member]] = [:]
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            let names = parts[0].split { $0 == "<" || $0 == " " }
            var members: [String: Member] = [:]
            if names.count > 1 { members = shapes[String(names[1])] ?? [:] }
            for member in parts[1].split(separator: ",") {
                let words = member.split(separator: " ")
                let isRequired = words[0].hasSuffix("!")
                let name = isRequired ? String(words[0].dropLast()) : String(words[0])
                members[name] = Member(kind: String(words[1]), isRequired: isRequired)
            }
            shapes[String(names[0])] = members
        }
        return shapes
    }()

    private static let table = """
        ItemGenre: name! text
        ArtistID3: id! text, name! text, coverArt text, artistImageUrl text, albumCount integer, starred time, \
        musicBrainzId text, sortName text, disambiguation text, roles [text], userRating stars
        Contributor: role! text, subRole text, artist! ArtistID3
        ReplayGain: trackGain number, albumGain number, trackPeak peak, albumPeak peak, baseGain number
        Child: id! text, parent text, isDir! flag, title! text, album text, artist text, track integer, year integer, \
        genre text, coverArt text, size integer, contentType text, suffix text, duration integer, bitRate integer, \
        bitDepth integer, samplingRate integer, channelCount integer, path text, isVideo flag, userRating stars, \
        playCount integer, discNumber integer, created time, starred time, albumId text, artistId text, \
        type (music|video|podcast|audiobook), mediaType (song|album|artist), played time, bpm integer, comment text, \
        sortName text, musicBrainzId text, isrc [text], genres [ItemGenre], artists [ArtistID3], displayArtist text, \
        albumArtists [ArtistID3], displayAlbumArtist text, contributors [Contributor], displayComposer text, \
        moods [text], replayGain ReplayGain, explicitStatus (clean|explicit|)
        FolderChild < Child: name text, songCount integer
        ItemDate: year integer, month integer, day integer
        RecordLabel: name! text
        DiscTitle: disc! integer, title! text
        AlbumID3: id! text, name! text, version text, artist text, artistId text, coverArt text, songCount! integer, \
        duration! integer, playCount integer, created! time, starred time, year integer, genre text, played time, \
        userRating stars, recordLabels [RecordLabel], musicBrainzId text, genres [ItemGenre], artists [ArtistID3], \
        displayArtist text, releaseTypes [text], moods [text], sortName text, originalReleaseDate ItemDate, \
        releaseDate ItemDate, isCompilation flag, explicitStatus (clean|explicit|), discTitles [DiscTitle]
        AlbumID3WithSongs < AlbumID3: song! [Child]
        ArtistWithAlbumsID3 < ArtistID3: album! [AlbumID3]
        Artist: id! text, name! text, artistImageUrl text, starred time, userRating stars, coverArt text, \
        albumCount integer
        Index: name! text, artist [Artist]
        IndexID3: name! text, artist [ArtistID3]
        Indexes: ignoredArticles! text, lastModified! integer, shortcut [Artist], child [Child], index [Index]
        ArtistsID3: ignoredArticles! text, index [IndexID3]
        License: valid! flag
        MusicFolder: id! integer, name text
        MusicFolders: musicFolder [MusicFolder]
        Directory: id! text, parent text, name! text, starred time, userRating stars, playCount integer, \
        child [FolderChild]
        Genre: value! text, songCount! integer, albumCount! integer
        Genres: genre [Genre]
        AlbumList: album [FolderChild]
        AlbumList2: album [AlbumID3]
        Songs: song [Child]
        SearchResult2: artist [Artist], album [FolderChild], song [Child]
        SearchResult3: artist [ArtistID3], album [AlbumID3], song [Child]
        OpenSubsonicExtension: name! text, versions! [integer]
        Playlist: id! text, name! text, comment text, owner text, public flag, songCount! integer, duration! integer, \
        created! time, changed! time, coverArt text, allowedUser [text], readonly flag
        PlaylistWithSongs < Playlist: entry [Child]
        Playlists: playlist [Playlist]
        User: username! text, scrobblingEnabled! flag, adminRole! flag, settingsRole! flag, downloadRole! flag, \
        uploadRole! flag, playlistRole! flag, coverArtRole! flag, commentRole! flag, podcastRole! flag, \
        streamRole! flag, jukeboxRole! flag, shareRole! flag, videoConversionRole! flag, folder [integer]
        Users: user [User]
        ScanStatus: scanning! flag, count integer
        PlayQueue: current text, position integer, username! text, changed! time, changedBy! text, entry [Child]
        PlayQueueByIndex: currentIndex integer, position integer, username! text, changed! time, changedBy! text, \
        entry [Child]
        AlbumInfo: notes text, musicBrainzId text
        ArtistInfo: biography text, musicBrainzId text, similarArtist [Artist]
        ArtistInfo2: biography text, musicBrainzId text, similarArtist [ArtistID3]
        NowPlayingEntry < Child: username! text, minutesAgo! integer, playerId! integer, playerName text
        NowPlaying: entry! [NowPlayingEntry]
        Bookmark: position! integer, username! text, comment text, created! time, changed! time, entry! Child
        Bookmarks: bookmark [Bookmark]
        InternetRadioStations: internetRadioStation [Nothing]
        Podcasts: channel [Nothing]
        NewestPodcasts: episode [Nothing]
        Shares: share [Nothing]
        Videos: video [Nothing]
        Lyrics: value! text, artist text, title text
        Line: value! text, start number
        StructuredLyrics: lang! text, synced! flag, line! [Line], displayArtist text, displayTitle text, offset number
        LyricsList: structuredLyrics [StructuredLyrics]
        TokenInfo: username! text
        Error: code! integer, message text, helpUrl text
        """
}
