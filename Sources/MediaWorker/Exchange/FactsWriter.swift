import LockerBase
import MediaFacts

/// Writes facts as a worker sends them: all fields in one order, a length before each text and each list.
struct FactsWriter {
    /// Stands for no text.
    static let nothing = UInt32.max

    private(set) var writer = ByteWriter(capacity: 1024)

    init(_ facts: SongFacts) {
        for text in [facts.title, facts.album, facts.comment, facts.musicBrainzRecording, facts.musicBrainzRelease] {
            add(text)
        }
        for list in [facts.artists, facts.albumArtists, facts.genres, facts.composers, facts.musicBrainzArtists] {
            writer.append(UInt32(list.count))
            for text in list { add(text) }
        }
        for number in [
            facts.track, facts.trackTotal, facts.disc, facts.discTotal, facts.year, facts.duration, facts.bitrate,
            facts.sampleRate, facts.channels, facts.bitDepth,
        ] {
            // All of them are greater than 0.
            writer.append(Int64(number ?? 0))
        }
        for number in [facts.gain.track, facts.gain.trackPeak, facts.gain.album, facts.gain.albumPeak] {
            writer.append((number ?? .nan).bitPattern)
        }
        writer.append(UInt8(facts.isCompilation ? 1 : 0))
        add(facts.lyrics)
        add(facts.pictures)
    }

    private mutating func add(_ text: String?) {
        guard let text else { return writer.append(FactsWriter.nothing) }
        writer.append(UInt32(text.utf8.count))
        writer.append(text.utf8)
    }

    private mutating func add(_ lyrics: [SongLyrics]) {
        writer.append(UInt32(lyrics.count))
        for one in lyrics {
            add(one.language)
            writer.append(UInt8(one.isSynced ? 1 : 0))
            writer.append(UInt32(one.lines.count))
            for line in one.lines {
                writer.append(Int64(line.start ?? -1))
                add(line.text)
            }
        }
    }

    private mutating func add(_ pictures: [PictureFacts]) {
        writer.append(UInt32(pictures.count))
        for picture in pictures {
            add(picture.digest)
            add(picture.mediaType)
            writer.append(Int64(picture.byteCount))
            writer.append(Int64(picture.kind))
        }
    }
}
