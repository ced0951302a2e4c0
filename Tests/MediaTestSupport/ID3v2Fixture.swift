/// ID3v2.4 tags of frames (id3v2.4.0-structure and -frames).
public struct ID3v2Fixture {
    public var frames: [UInt8] = []

    public init() {}

    /// Text in UTF-8; several of them are apart by zeros.
    public func text(_ name: String, _ values: String...) -> ID3v2Fixture {
        frame(name, joined([3], Array(values.joined(separator: "\0").utf8)))
    }

    public func custom(_ name: String, _ value: String) -> ID3v2Fixture { text("TXXX", name, value) }

    public func picture(_ bytes: [UInt8], kind: UInt8 = 3, type: String = "image/jpeg") -> ID3v2Fixture {
        frame("APIC", joined([0], Array(type.utf8), [0, kind, 0], bytes))
    }

    public func lyrics(_ words: String, language: String = "eng") -> ID3v2Fixture {
        frame("USLT", joined([3], Array(language.utf8), [0], Array(words.utf8)))
    }

    public func timed(_ lines: [(Int, String)], language: String = "deu") -> ID3v2Fixture {
        var content = joined([3], Array(language.utf8), [2, 1, 0])
        for (time, words) in lines { content += joined(Array(words.utf8), [0], big(UInt32(time))) }
        return frame("SYLT", content)
    }

    public func frame(_ name: String, _ content: [UInt8]) -> ID3v2Fixture {
        var tag = self
        tag.frames += joined(Array(name.utf8), synchsafe(content.count), [0, 0], content)
        return tag
    }

    /// - Parameter size: what the tag says of its size; nil: the truth.
    public func bytes(size: Int? = nil) -> [UInt8] {
        joined(Array("ID3".utf8), [4, 0, 0], synchsafe(size ?? frames.count), frames)
    }
}
