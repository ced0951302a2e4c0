import CTagLib
import Glibc
import POSIXSupport

/// What the tags of a song say, and how long it lasts: for listing only, so that what cannot be read is nil, and never
/// an error.
public struct SongTags: Hashable, Sendable {
    /// No control characters, and at most ``maximumLength`` bytes of UTF-8, as the texts beside it.
    public let title: String?
    /// Who plays it.
    public let artist: String?
    /// What it was published on.
    public let album: String?
    /// Milliseconds.
    public let duration: Int?
    /// Bits per second.
    public let bitrate: Int?

    /// Bytes.
    public static let maximumLength = 1024

    /// Reads the tags of `file`, whatever its name is by now; its position moves.
    ///
    /// Files are made by anybody, and TagLib is a large parser. It runs in the process that reads the tags, which is
    /// `locker` and never `lockerd`: a file that brings it down ends one command of the one who gave it that file.
    public init(of file: Descriptor) {
        let tags = CTagLibRead(file.number)
        title = SongTags.text(tags.title)
        artist = SongTags.text(tags.artist)
        album = SongTags.text(tags.album)
        duration = tags.milliseconds > 0 ? Int(tags.milliseconds) : nil
        bitrate = tags.kilobits > 0 ? 1000 * Int(tags.kilobits) : nil
    }

    /// What is to be shown of `text`, which is freed; nil for nothing.
    private static func text(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        guard let text else { return nil }
        defer { free(text) }
        var result = String.UnicodeScalarView()
        var length = 0
        for scalar in String(cString: text).unicodeScalars where scalar.properties.generalCategory != .control {
            length += UTF8.width(scalar)
            if length > maximumLength { break }
            result.append(scalar)
        }
        return result.isEmpty ? nil : String(result)
    }
}
