/// What kind of content something is (RFC 9110, section 8.3.1).
package struct MediaType: Hashable, Sendable, CustomStringConvertible {
    /// Type and subtype in lower case, with parameters behind them where it has any: the value of a Content-Type.
    package let name: String

    /// Bytes of which nothing is known.
    package static let unknown = MediaType("application/octet-stream")
    /// An archive as ``ZIPWriter`` writes it.
    package static let zip = MediaType("application/zip")
    /// Text that this program writes.
    package static let text = MediaType("text/plain; charset=utf-8")
    /// JSON, which is UTF-8 always.
    package static let json = MediaType("application/json")

    /// The longest ending of a name that is looked up.
    private static let longestSuffix = 8

    /// A type by its name, such as `image/png`. One with characters that no header field has is not told: the name may
    /// be anybody's, as that of a picture in a tag.
    package init(_ name: String) {
        let isPlain = name.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        self.name = isPlain ? name : "application/octet-stream"
    }

    /// The type that files of this name are usually of, by what is behind the last dot, in either case; ``unknown``
    /// where that says nothing.
    ///
    /// What a web page could run is never called by its own type, whatever is said beside that: scripts and style
    /// sheets are plain text, and programs are ``unknown``.
    ///
    /// - Parameter name: a path's last component, or all of the path.
    package init(ofFileNamed name: some BidirectionalCollection<UInt8>) {
        let suffix = name.suffix(MediaType.longestSuffix + 1).split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let known = suffix.count > 1 ? suffix.last.flatMap { MediaType.bySuffix[MediaType.lowered($0)] } : nil
        self = known ?? .unknown
    }

    /// The type without its parameters.
    package var essence: String { String(name.prefix { $0 != ";" }) }

    /// The type of a file of this one in which nothing is to be seen: containers such as MP4, which hold songs and films
    /// alike, are named for films when the file's name alone is known.
    package var asAudio: MediaType {
        MediaType.heard[name] ?? self
    }

    /// Whether a browser may show content of this type in a page's place when anybody may have made it: it is sound,
    /// film, a picture of pixels, or plain text. All else is to be an attachment: HTML and SVG run scripts, and PDF and
    /// XML have pages and styles of their own.
    ///
    /// It holds only beside `X-Content-Type-Options: nosniff`, without which a browser may see HTML in plain text.
    package var mayBeShown: Bool { MediaType.shown.contains(essence) }

    package var description: String { name }

    private static func lowered(_ suffix: some Sequence<UInt8>) -> String {
        String(decoding: suffix.map { $0 | (isUpper($0) ? 0x20 : 0) }, as: UTF8.self)
    }

    private static func isUpper(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
