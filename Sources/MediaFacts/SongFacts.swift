/// What the tags and the stream of one file say: derived from its bytes alone, so that it is the same for everybody who
/// has them.
///
/// Texts have no control characters and at most 1,024 bytes of UTF-8, lists at most 32 elements.
package struct SongFacts: Codable, Hashable, Sendable {
    /// The rule by which files are read: facts of a lower one are read anew.
    package static let version = 1

    package var title: String?
    /// Who plays it, as many as the tags name.
    package var artists: [String] = []
    /// Who the album is by.
    package var albumArtists: [String] = []
    package var album: String?
    package var track: Int?
    package var trackTotal: Int?
    package var disc: Int?
    package var discTotal: Int?
    /// 1 to 9999.
    package var year: Int?
    package var genres: [String] = []
    package var composers: [String] = []
    /// At most 4 KiB.
    package var comment: String?
    package var isCompilation = false
    package var musicBrainzRecording: String?
    package var musicBrainzRelease: String?
    package var musicBrainzArtists: [String] = []
    package var gain = ReplayGain()
    /// Milliseconds.
    package var duration: Int?
    /// Bits per second.
    package var bitrate: Int?
    /// Hz.
    package var sampleRate: Int?
    package var channels: Int?
    /// Bits of a sample, where the format has such a thing.
    package var bitDepth: Int?
    /// At most 64 KiB in all.
    package var lyrics: [SongLyrics] = []
    package var pictures: [PictureFacts] = []

    package init() {}
}
