import OpenSubsonic
import Testing

@Suite struct AnswerShapeTests {
    /// A server with something of everything.
    private func server() -> Server {
        let server = Server()
        _ = server.answer("scrobble", ["id": "so-largo", "submission": "false"])
        _ = server.answer("createBookmark", ["id": "so-adagio", "position": "5"])
        return server
    }

    private func answer(_ example: Example) -> SubsonicAnswer {
        server().answer(example.method, pairs: example.parameters)
    }

    @Test(arguments: Example.all)
    func whatIsAnsweredInJSONIsAsTheDocumentHasIt(example: Example) throws {
        let answered = try ParsedJSON(Server.render(answer(example), .json))
        let response = try #require(answered["subsonic-response"])
        #expect(response["status"] == .text("ok"))
        let result = try #require(response[example.key])
        let flaws = Shapes.flaws(result, example.shape, at: example.key)
        #expect(flaws == [])
    }

    @Test(arguments: Example.all)
    func inXMLNothingIsMissingThatMustBeThere(example: Example) throws {
        let root = try ParsedXML(document: Server.render(answer(example), .xml(isPlain: false)))
        #expect(root.attributes["status"] == "ok")
        let elements = root.all(example.key)
        #expect(!elements.isEmpty)
        let flaws = elements.flatMap { Shapes.flaws($0, example.shape, at: example.key) }
        #expect(flaws == [])
    }

    @Test(arguments: Example.all)
    func clementineGetsNoElementThatSubsonicHasNot(example: Example) throws {
        let root = try ParsedXML(document: Server.render(answer(example), .xml(isPlain: true)))
        let added: Set<String> = ["genres", "artists", "albumArtists", "replayGain", "originalReleaseDate", "moods"]
        func names(_ element: ParsedXML) -> Set<String> {
            element.children.reduce(into: Set<String>()) { $0.formUnion(names($1).union([$1.name])) }
        }
        let found = root.all(example.key).reduce(into: Set<String>()) { $0.formUnion(names($1)) }
        #expect(found.isDisjoint(with: added))
    }

    /// Fields that clients drop songs or fail without.
    @Test func aSongHasAllThatClientsNeed() throws {
        let song = try #require(try Server().json("getSong", ["id": "so-largo"])["song"])
        for name in ["size", "suffix", "duration", "type", "contentType", "path", "albumId", "artistId", "parent"] {
            #expect(song[name] != nil, "\(name)")
        }
        #expect(song["duration"] == .integer(600))
        #expect(song["bitRate"] == .integer(320))
        #expect(song["displayComposer"] == .text("Antonín Dvořák"))
        #expect(song["replayGain"] == .object(["trackGain": .real(-7.25), "trackPeak": .real(0.98)]))
        #expect(song["genres"] == .list([.object(["name": .text("Classical")]), .object(["name": .text("Symphony")])]))
        #expect(song["isrc"] == .list([]))
    }

    @Test func whatIsNotKnownOfASongIsZeroOrEmpty() throws {
        let song = try #require(try Server().json("getSong", ["id": "so-adagio"])["song"])
        #expect(song["duration"] == .integer(0))
        #expect(song["bpm"] == .integer(0))
        #expect(song["comment"] == .text(""))
        #expect(song["musicBrainzId"] == .text(""))
        #expect(song["genres"] == .list([]))
        #expect(song["replayGain"] == .object([:]))
        #expect(song["year"] == nil)
    }

    @Test func everyAnswerSaysWhoAnswers() throws {
        let response = try Server().json("ping")
        #expect(response["version"] == .text("1.16.1"))
        #expect(response["type"] == .text("locker"))
        #expect(response["openSubsonic"] == .flag(true))
        #expect(response["serverVersion"]?.text?.isEmpty == false)
    }
}
