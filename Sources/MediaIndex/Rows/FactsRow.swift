import MediaFacts

/// What is known of a blob, as columns of `fact`.
enum FactsRow {
    /// The columns that ``facts(_:from:)`` reads, but for the lyrics.
    static let columns = """
        fact.title, fact.artists, fact.album_artists, fact.album, fact.track, fact.track_total, fact.disc, \
        fact.disc_total, fact.year, fact.genres, fact.composers, fact.comment, fact.is_compilation, fact.recording, \
        fact.release, fact.brainz_artists, fact.track_gain, fact.track_peak, fact.album_gain, fact.album_peak, \
        fact.duration, fact.bitrate, fact.sample_rate, fact.channels, fact.bit_depth, fact.pictures
        """
    /// How many these are.
    static let count: CInt = 26

    /// What is in the row that `row` stands on, whose columns begin at `start`; without lyrics, which for a page of
    /// songs would be more to read than all the rest.
    static func facts(_ row: MediaStatement, from start: CInt) -> SongFacts {
        var facts = SongFacts()
        readTags(row, from: start, into: &facts)
        readRest(row, from: start, into: &facts)
        return facts
    }

    private static func readTags(_ row: MediaStatement, from start: CInt, into facts: inout SongFacts) {
        facts.title = row.optionalText(start)
        facts.artists = row.list(start + 1)
        facts.albumArtists = row.list(start + 2)
        facts.album = row.optionalText(start + 3)
        facts.track = row.optionalInt(start + 4)
        facts.trackTotal = row.optionalInt(start + 5)
        facts.disc = row.optionalInt(start + 6)
        facts.discTotal = row.optionalInt(start + 7)
        facts.year = row.optionalInt(start + 8)
        facts.genres = row.list(start + 9)
        facts.composers = row.list(start + 10)
        facts.comment = row.optionalText(start + 11)
        facts.isCompilation = row.flag(start + 12)
    }

    private static func readRest(_ row: MediaStatement, from start: CInt, into facts: inout SongFacts) {
        facts.musicBrainzRecording = row.optionalText(start + 13)
        facts.musicBrainzRelease = row.optionalText(start + 14)
        facts.musicBrainzArtists = row.list(start + 15)
        facts.gain.track = row.optionalDouble(start + 16)
        facts.gain.trackPeak = row.optionalDouble(start + 17)
        facts.gain.album = row.optionalDouble(start + 18)
        facts.gain.albumPeak = row.optionalDouble(start + 19)
        facts.duration = row.optionalInt(start + 20)
        facts.bitrate = row.optionalInt(start + 21)
        facts.sampleRate = row.optionalInt(start + 22)
        facts.channels = row.optionalInt(start + 23)
        facts.bitDepth = row.optionalInt(start + 24)
        if !row.isNull(start + 25) { facts.pictures = PictureColumn.pictures(row.text(start + 25)) }
    }
}
