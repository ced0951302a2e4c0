import CTagLib
import MediaFacts

extension TagCollector {
    /// What the song says, all in all.
    var facts: SongFacts {
        var facts = SongFacts()
        addNames(to: &facts)
        addNumbers(to: &facts)
        addIdentities(to: &facts)
        addGain(to: &facts)
        addAudio(to: &facts)
        // Frames of timed lines may hold none that is kept.
        facts.lyrics = lyrics.filter { !$0.lines.isEmpty }
        facts.pictures = pictures
        return facts
    }

    private func first(_ key: CTagLibKey) -> String? { values(key).first }

    /// The values of the key that names one by one, else those of the other.
    private func each(_ key: CTagLibKey, or other: CTagLibKey) -> [String] {
        values(key).isEmpty ? values(other) : values(key)
    }

    private func addNames(to facts: inout SongFacts) {
        facts.title = first(CTagLibTitle)
        facts.artists = each(CTagLibArtists, or: CTagLibArtist)
        facts.albumArtists = each(CTagLibAlbumArtists, or: CTagLibAlbumArtist)
        facts.album = first(CTagLibAlbum)
        facts.composers = values(CTagLibComposer)
        facts.comment = first(CTagLibComment)
        facts.genres = parts(CTagLibGenre) { $0 == ";" }
        let compilation = first(CTagLibCompilation)?.lowercased()
        facts.isCompilation = compilation == "1" || compilation == "true"
    }

    private func addNumbers(to facts: inout SongFacts) {
        let track = first(CTagLibTrack).map { TagNumber.pair($0) }
        let disc = first(CTagLibDisc).map { TagNumber.pair($0) }
        facts.track = track?.first
        facts.trackTotal = track?.second ?? first(CTagLibTrackTotal).flatMap { TagNumber.pair($0).first }
        facts.disc = disc?.first
        facts.discTotal = disc?.second ?? first(CTagLibDiscTotal).flatMap { TagNumber.pair($0).first }
        for key in [CTagLibDate, CTagLibYear, CTagLibOriginalDate] where facts.year == nil {
            facts.year = first(key).flatMap { TagNumber.year($0) }
        }
    }

    private func addIdentities(to facts: inout SongFacts) {
        facts.musicBrainzRecording = first(CTagLibRecordingID)
        facts.musicBrainzRelease = first(CTagLibReleaseID)
        facts.musicBrainzArtists = parts(CTagLibArtistID) { $0 == ";" || $0 == "/" }
    }

    private func addGain(to facts: inout SongFacts) {
        facts.gain.track =
            first(CTagLibTrackGain).flatMap { TagNumber.decibels($0) }
            ?? first(CTagLibR128TrackGain).flatMap { TagNumber.decibels(r128: $0) }
        facts.gain.album =
            first(CTagLibAlbumGain).flatMap { TagNumber.decibels($0) }
            ?? first(CTagLibR128AlbumGain).flatMap { TagNumber.decibels(r128: $0) }
        facts.gain.trackPeak = first(CTagLibTrackPeak).flatMap { TagNumber.peak($0) }
        facts.gain.albumPeak = first(CTagLibAlbumPeak).flatMap { TagNumber.peak($0) }
    }

    private func addAudio(to facts: inout SongFacts) {
        facts.duration = positive(audio.milliseconds)
        facts.bitrate = positive(audio.kilobits).map { 1000 * $0 }
        facts.sampleRate = positive(audio.hertz)
        facts.channels = positive(audio.channels)
        facts.bitDepth = positive(audio.bits)
    }

    private func positive(_ number: Int32) -> Int? { number > 0 ? Int(number) : nil }

    /// The parts of all values, where programs write several into one.
    private func parts(_ key: CTagLibKey, between isSeparator: (Character) -> Bool) -> [String] {
        var result: [String] = []
        for value in values(key) {
            for part in value.split(whereSeparator: isSeparator) {
                guard let text = TagText.clean(part.utf8), !result.contains(text) else { continue }
                result.append(text)
            }
        }
        return Array(result.prefix(TagText.maximumElements))
    }
}
