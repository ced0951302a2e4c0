import LockerBase
import MediaFacts

/// Reads what ``FactsWriter`` wrote, or what a worker sends that a song has taken over: every bound of ``SongFacts`` holds
/// for what comes of it.
struct FactsReader {
    private var reader: ByteReader

    /// What no facts are: then the worker is not to be trusted.
    private struct Malformed: Error {}

    /// Nil for what nothing wrote that keeps to the form.
    static func facts(_ bytes: [UInt8]) -> SongFacts? {
        bytes.withUnsafeBytes { raw in
            var reader = FactsReader(reader: ByteReader(raw))
            return try? reader.facts()
        }
    }

    private mutating func facts() throws(Malformed) -> SongFacts {
        var facts = SongFacts()
        facts.title = try text()
        facts.album = try text()
        facts.comment = try text(limit: TagText.maximumComment)
        facts.musicBrainzRecording = try text()
        facts.musicBrainzRelease = try text()
        facts.artists = try texts()
        facts.albumArtists = try texts()
        facts.genres = try texts()
        facts.composers = try texts()
        facts.musicBrainzArtists = try texts()
        try readNumbers(into: &facts)
        try readGain(into: &facts)
        facts.isCompilation = try flag()
        facts.lyrics = try lyrics()
        facts.pictures = try pictures()
        guard reader.remaining == 0 else { throw Malformed() }
        return facts
    }

    private mutating func readNumbers(into facts: inout SongFacts) throws(Malformed) {
        facts.track = try positive(99_999)
        facts.trackTotal = try positive(99_999)
        facts.disc = try positive(99_999)
        facts.discTotal = try positive(99_999)
        facts.year = try positive(9999)
        facts.duration = try positive(Int(Int32.max))
        facts.bitrate = try positive(1000 * Int(Int32.max))
        facts.sampleRate = try positive(Int(Int32.max))
        facts.channels = try positive(Int(Int32.max))
        facts.bitDepth = try positive(Int(Int32.max))
    }

    private mutating func readGain(into facts: inout SongFacts) throws(Malformed) {
        facts.gain.track = try decimal(-100...100)
        facts.gain.trackPeak = try decimal(0...100)
        facts.gain.album = try decimal(-100...100)
        facts.gain.albumPeak = try decimal(0...100)
    }

    private mutating func lyrics() throws(Malformed) -> [SongLyrics] {
        var (result, left): ([SongLyrics], Int) = ([], TagText.maximumLyrics)
        for _ in 0..<(try count(TagText.maximumElements)) {
            let language = LyricsText.language(try text() ?? "")
            let isSynced = try flag()
            var lines: [SongLyrics.Line] = []
            for _ in 0..<(try count(LyricsText.maximumLines)) {
                let start = try integer(Int64.self)
                let words = try text() ?? ""
                left -= words.utf8.count
                guard left >= 0, start <= Int64(UInt32.max) else { throw Malformed() }
                lines.append(SongLyrics.Line(start: isSynced ? max(0, Int(start)) : nil, text: words))
            }
            result.append(SongLyrics(language: language, lines: lines, isSynced: isSynced))
        }
        return result
    }

    private mutating func pictures() throws(Malformed) -> [PictureFacts] {
        var result: [PictureFacts] = []
        for _ in 0..<(try count(TagText.maximumElements)) {
            let digest = try text() ?? ""
            let mediaType = try text() ?? ""
            let (byteCount, kind) = (try integer(Int64.self), try integer(Int64.self))
            guard digest.utf8.count == 32, digest.utf8.allSatisfy({ $0.hexDigitValue != nil }),
                mediaType.hasPrefix("image/"), (0...Int64(Int32.max)).contains(byteCount), (0...20).contains(kind)
            else { throw Malformed() }
            result.append(
                PictureFacts(digest: digest, mediaType: mediaType, byteCount: Int(byteCount), kind: Int(kind)))
        }
        return result
    }

    private mutating func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws(Malformed) -> Number {
        guard let number = reader.read(type) else { throw Malformed() }
        return number
    }

    private mutating func count(_ most: Int) throws(Malformed) -> Int {
        let count = Int(try integer(UInt32.self))
        guard count <= most else { throw Malformed() }
        return count
    }

    private mutating func flag() throws(Malformed) -> Bool { try integer(UInt8.self) != 0 }

    private mutating func positive(_ most: Int) throws(Malformed) -> Int? {
        let number = try integer(Int64.self)
        guard (0...Int64(most)).contains(number) else { throw Malformed() }
        return number == 0 ? nil : Int(number)
    }

    private mutating func decimal(_ range: ClosedRange<Double>) throws(Malformed) -> Double? {
        let number = Double(bitPattern: try integer(UInt64.self))
        return range.contains(number) ? number : nil
    }

    private mutating func text(limit: Int = TagText.maximum) throws(Malformed) -> String? {
        let length = try integer(UInt32.self)
        guard length != FactsWriter.nothing else { return nil }
        guard Int(length) <= limit, let bytes = reader.read(count: Int(length)) else { throw Malformed() }
        return TagText.clean(bytes, limit: limit)
    }

    private mutating func texts() throws(Malformed) -> [String] {
        var result: [String] = []
        for _ in 0..<(try count(TagText.maximumElements)) {
            if let text = try text() { result.append(text) }
        }
        return result
    }
}
