import OpenSubsonic
import Testing

@Suite struct EscapingTests {
    /// The message of an error, through a reader, as an attribute or a member.
    private func inXML(_ text: String) throws -> String? {
        let bytes = SubsonicFormat.xml(isPlain: false).render(SubsonicDocument(SubsonicError(.generic, text)))
        return try ParsedXML(document: bytes)["error"]?.attributes["message"]
    }

    private func inJSON(_ text: String) throws -> String? {
        let bytes = SubsonicFormat.json.render(SubsonicDocument(SubsonicError(.generic, text)))
        return try ParsedJSON(bytes)["subsonic-response"]?["error"]?["message"]?.text
    }

    @Test(arguments: [
        "", "plain", "a\"b\\c/d", "<&>'\"", "tab\tline\nreturn\r", "Dvořák 新世界 🎻", "]]>", "\u{2028}\u{2029}", "â\u{E2}",
        "\u{7F}\u{85}", String(repeating: "é&", count: 300),
    ])
    func textComesThroughAsItIs(text: String) throws {
        try #expect(inXML(text) == text)
        try #expect(inJSON(text) == text)
    }

    @Test func everyControlCharacterComesThroughJSON() throws {
        for value in UInt8(0)..<0x20 {
            let text = "a" + String(Unicode.Scalar(value)) + "b"
            try #expect(inJSON(text) == text)
        }
    }

    @Test func whatXMLCannotHoldIsReplaced() throws {
        let replaced = "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}"
        try #expect(inXML("a\u{0}b\u{1B}c\u{FFFE}d\u{FFFF}e\u{FFFD}") == replaced)
    }

    @Test func endsOfLinesOfJavaScriptAreEscaped() throws {
        let document = SubsonicDocument(SubsonicError(.generic, "a\u{2028}b"))
        let text = String(decoding: SubsonicFormat.jsonp(function: "cb").render(document), as: UTF8.self)
        #expect(text.hasPrefix("cb({\"subsonic-response\":{"))
        #expect(text.hasSuffix("}});"))
        #expect(text.contains("a\\u2028b"))
    }

    @Test func textOfElementsIsEscaped() throws {
        let genre = try #require(try Server().xml("getGenres")["genres"]?["genre"])
        #expect(genre.text == "R&B")
        #expect(genre.attributes == ["songCount": "2", "albumCount": "1"])
        let song = try #require(try Server().xml("getSong", ["id": "so-largo"])["song"])
        #expect(song.attributes["title"] == "Largo & <co> \"quoted\"")
    }

    @Test func anXMLDocumentHasSubsonicsNamespace() throws {
        let root = try Server().xml("ping")
        #expect(root.name == "subsonic-response")
        #expect(root.attributes["xmlns"] == "http://subsonic.org/restapi")
        #expect(root.children.isEmpty)
    }
}
