import CTagLib
import LockerBase
import MediaFacts

/// What the tags of one song say, as it is told piece by piece.
final class TagCollector {
    private var texts = [[String]](repeating: [], count: Int(CTagLibKeyCount.rawValue))
    private(set) var lyrics: [SongLyrics] = []
    private(set) var pictures: [PictureFacts] = []
    /// The picture that was looked for.
    private(set) var found: [UInt8]?
    var audio = CTagLibAudio()

    private let hasher: SHA256
    /// The digest of the picture that is looked for, as ``PictureFacts`` has it; nil: none is.
    private let wanted: String?
    private var lyricsLeft = TagText.maximumLyrics

    init(hasher: SHA256, wanted: String? = nil) {
        (self.hasher, self.wanted) = (hasher, wanted)
    }

    /// The values of a key, in their order.
    func values(_ key: CTagLibKey) -> [String] { texts[Int(key.rawValue)] }

    func add(_ text: UnsafeRawBufferPointer, as key: CTagLibKey) {
        guard key != CTagLibLyrics else { return addLyrics(text, language: "") }
        let limit = key == CTagLibComment ? TagText.maximumComment : TagText.maximum
        let place = Int(key.rawValue)
        guard texts.indices.contains(place), texts[place].count < TagText.maximumElements,
            let value = TagText.clean(text, limit: limit), !texts[place].contains(value)
        else { return }
        texts[place].append(value)
    }

    func addLyrics(_ text: UnsafeRawBufferPointer, language: String) {
        let language = LyricsText.language(language)
        guard let parsed = LyricsText.parse(text, language: language, limit: lyricsLeft) else { return }
        begin(parsed)
    }

    /// Begins lyrics whose lines follow.
    func beginLyrics(language: String) {
        guard lyrics.count < TagText.maximumElements else { return }
        lyrics.append(SongLyrics(language: LyricsText.language(language), lines: [], isSynced: true))
    }

    func addLine(_ text: UnsafeRawBufferPointer, at milliseconds: UInt32) {
        guard let last = lyrics.indices.last, lyrics[last].lines.count < LyricsText.maximumLines else { return }
        let words = TagText.clean(text) ?? ""
        guard words.utf8.count <= lyricsLeft else { return }
        lyricsLeft -= words.utf8.count
        lyrics[last].lines.append(SongLyrics.Line(start: Int(milliseconds), text: words))
    }

    func addPicture(_ bytes: UnsafeRawBufferPointer, kind: Int) {
        guard pictures.count < TagText.maximumElements, let mediaType = PictureType.mediaType(bytes) else { return }
        let digest = PictureFacts.digest(of: bytes, by: hasher)
        if digest == wanted, bytes.count <= SongLimits.picture { found = Array(bytes) }
        guard !pictures.contains(where: { $0.digest == digest }) else { return }
        pictures.append(
            PictureFacts(
                digest: digest, mediaType: mediaType, byteCount: bytes.count, kind: (0...20).contains(kind) ? kind : 0))
    }

    private func begin(_ parsed: SongLyrics) {
        guard lyrics.count < TagText.maximumElements else { return }
        lyricsLeft -= parsed.lines.reduce(0) { $0 + $1.text.utf8.count }
        lyrics.append(parsed)
    }
}

extension PictureFacts {
    /// What ``digest`` is of these bytes.
    package static func digest(of bytes: UnsafeRawBufferPointer, by hasher: SHA256) -> String {
        hasher.digest(of: bytes).bytes.prefix(16).hexText
    }
}
