import LockerAPI
import LockerBase

/// Tracks of the catalog, in words and in JSON.
package enum TrackText {
    /// What a table shows of a text and of a digest, unless it is asked for all.
    private static let textLength = 40
    private static let digestLength = 12

    package static func table(_ tracks: [Locker_V1_CatalogTrack], long: Bool) -> String {
        var table = Table(
            ["TRACK", "ARTIST", "TITLE", "ALBUM", "LENGTH", "BITRATE", "FORMAT", "SIZE"], right: [4, 5, 7])
        for track in tracks {
            let song = track.description_p
            let digest = track.track.hexText
            table.add([
                long ? digest : String(digest.prefix(digestLength)), cell(song.artist, long: long),
                song.title.isEmpty ? EntryPath.printable(song.path) : cell(song.title, long: long),
                cell(song.album, long: long),
                song.durationMs > 0 ? HumanText.playingTime(milliseconds: song.durationMs) : "-",
                song.bitrate > 0 ? "\(song.bitrate / 1000) kbit/s" : "-",
                track.format.isEmpty ? "-" : track.format, HumanText.size(track.size),
            ])
        }
        return table.text
    }

    package static func json(_ track: Locker_V1_CatalogTrack) -> JSONValue {
        let song = track.description_p
        let members: JSONValue = [
            "track": EntryJSON.digest(track.track), "title": text(song.title), "artist": text(song.artist),
            "album": text(song.album), "duration_ms": JSONValue(song.durationMs > 0 ? song.durationMs : nil),
            "bitrate": JSONValue(song.bitrate > 0 ? song.bitrate : nil), "format": text(track.format),
            "size": .unsigned(track.size), "payload_size": .unsigned(track.payloadSize),
            "blob": EntryJSON.digest(track.blob), "added": .seconds(nanoseconds: track.added),
            "added_ns": .exact(track.added),
        ]
        return members.merging(EntryJSON.path(song.path))
    }

    private static func text(_ text: String) -> JSONValue {
        text.isEmpty ? .null : .string(text)
    }

    private static func cell(_ text: String, long: Bool) -> String {
        if text.isEmpty { return "-" }
        let text = EntryPath.printable(text.utf8)
        return long || text.count <= textLength ? text : text.prefix(textLength - 1) + "\u{2026}"
    }
}
