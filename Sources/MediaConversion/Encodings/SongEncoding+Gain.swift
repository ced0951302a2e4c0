import Glibc
import MediaFacts

extension SongEncoding {
    /// Hundredths of a decibel: as the tags say, and no more than the loudest sample has room for; one that is not known
    /// has room for none. The gain of the album where the song has none of its own, and the other way round.
    static func gain(_ wish: EncodingWish.Gain, of tags: ReplayGain) -> Int {
        let (track, album) = ((tags.track, tags.trackPeak), (tags.album, tags.albumPeak))
        let (first, second) = wish == .track ? (track, album) : (album, track)
        let (gain, peak) = first.0 != nil ? first : second
        guard let told = gain, told.isFinite else { return 0 }
        let room = peak.flatMap { $0.isFinite && $0 > 0 ? -20 * log10($0) : nil } ?? 0
        return Int((min(max(told, -most), room, most) * 100).rounded(.down))
    }

    /// Decibels: what tags say beyond that is no loudness.
    private static var most: Double { 60 }
}
