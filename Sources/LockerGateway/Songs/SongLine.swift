import Foundation
import LockerAPI
import LockerBase
import MediaFacts
import MediaFollower
import MediaIndex

/// A song of a library, as JSON.
struct SongLine: Encodable {
    /// As players call it; copies of one audio have one.
    let id: String
    /// The path as text; where it is none, absent, and `path_base64` has its bytes.
    let path: String?
    let pathBase64: String?
    let blob: String
    let size: Int
    let title: String?
    let artist: String?
    /// Why its bytes were not sent: `catalog`, `held`; or that they were, `uploaded`. Absent: not known.
    let reason: String?
    let suggestion: SuggestionLine?
    /// Whether players are sent the catalog's recording in its place.
    let taken: Bool

    enum CodingKeys: String, CodingKey {
        case id, path, blob, size, title, artist, reason, suggestion, taken
        case pathBase64 = "path_base64"
    }

    init(
        _ song: SongFile, _ arrival: Locker_V1_Arrival, _ facts: SongFacts, _ suggestion: Suggestion?, isTaken: Bool
    ) {
        id = ItemID.song(song.key)
        path = String(validating: song.path.bytes, as: UTF8.self)
        pathBase64 = path == nil ? Data(song.path.bytes).base64EncodedString() : nil
        (blob, size) = (song.blob.hex, song.size)
        title = facts.title
        artist = facts.artists.isEmpty ? nil : facts.artists.joined(separator: ", ")
        reason =
            switch arrival {
            case .sent: "uploaded"
            case .held: "held"
            case .catalog: "catalog"
            case .unspecified, .UNRECOGNIZED: nil
            }
        self.suggestion = suggestion.map { SuggestionLine($0) }
        taken = isTaken
    }
}

/// A recording that the catalog has, as JSON.
struct SuggestionLine: Encodable {
    let track: String
    let artist: String?
    let title: String?
    let album: String?
    /// The container format, as MediaLayout names it.
    let format: String
    /// Bits per second.
    let bitRate: Int?
    /// 0.9 to 1.
    let similarity: Double
    /// Seconds.
    let duration: Double
    /// Bytes.
    let size: Int

    enum CodingKeys: String, CodingKey {
        case track, artist, title, album, format, similarity, duration, size
        case bitRate = "bit_rate"
    }

    init(_ suggestion: Suggestion) {
        let song = suggestion.song
        (track, artist, title, album) = (song.track.hex, song.artist, song.title, song.album)
        (format, bitRate, size) = (song.format, song.bitrate, song.size)
        similarity = (1000 * suggestion.similarity).rounded() / 1000
        duration = Double(song.duration) / 1000
    }
}
