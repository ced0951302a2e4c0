import LockerBase
import MediaIndex
import OpenSubsonic
import Testing

@Suite struct MediaTests {
    private func sent(_ method: String, _ parameters: KeyValuePairs<String, String>) throws -> SongContent {
        guard case .content(let content) = Server().answer(method, parameters) else {
            throw BadText(what: "no content", at: 0)
        }
        return content
    }

    @Test func aSongIsStreamedAsItIs() throws {
        let content = try sent("stream", ["id": "so-largo", "maxBitRate": "0", "estimateContentLength": "true"])
        #expect(content.account == "alice")
        #expect(content.library == "music")
        #expect(content.path == Sample.largo.path)
        #expect(content.size == 12_345)
        #expect(content.mediaType == "audio/mpeg")
        #expect(content.name == Array("2.mp3".utf8))
        #expect(content.wish == nil)
        #expect(!content.isDownload)
        try #expect(sent("stream", ["id": "so-largo", "format": "raw", "maxBitRate": "64"]).wish == nil)
    }

    @Test func aWishForAnotherEncodingIsHandedOn() throws {
        let asked = try sent("stream", ["id": "so-largo", "format": "OPUS", "maxBitRate": "96", "timeOffset": "30"])
        #expect(asked.wish?.format == "opus")
        #expect(asked.wish?.bitrate == 96)
        #expect(asked.wish?.offset == 30)
        let limited = try sent("stream", ["id": "so-largo", "maxBitRate": "128"])
        #expect(limited.wish?.format == nil)
        #expect(limited.wish?.bitrate == 128)
        let loud = try sent("stream", ["id": "so-largo", "replayGain": "Album"])
        #expect(loud.wish?.gain == "album" && loud.suffix == "mp3")
        try #expect(Server().code("stream", ["id": "so-largo", "replayGain": "loud"]) == 10)
    }

    @Test func aDownloadIsTheFileItself() throws {
        let content = try sent("download", ["id": "so-largo", "format": "mp3", "maxBitRate": "64"])
        #expect(content.wish == nil)
        #expect(content.isDownload)
    }

    @Test(
        arguments: [
            ("co-front", "300", 300), ("al-newworld", "", nil), ("so-largo", "0", nil), ("ar-dvorak", "-3", nil),
            ("pl-one", "100000", 4096), ("fo-root", "1", 1),
        ] as [(String, String, Int?)])
    func aCoverIsFoundByItsIDOrByWhatHasIt(id: String, size: String, expected: Int?) throws {
        guard case .cover(let cover) = Server().answer("getCoverArt", ["id": id, "size": size]) else {
            Issue.record("no cover")
            return
        }
        #expect(cover.source == .file(blob: Digest.zero, size: 99))
        #expect(cover.size == expected)
        #expect(cover.account == "alice")
    }

    @Test(arguments: [
        "hls.m3u8", "hls", "jukeboxControl", "createUser", "deleteUser", "updateUser", "changePassword",
        "getChatMessages", "addChatMessage", "createShare", "refreshPodcasts", "createInternetRadioStation", "search",
    ])
    func whatIsNotOfferedIsRefused(method: String) throws {
        try #expect(Server().code(method, ["id": "so-largo", "username": "alice"]) == 50)
    }

    @Test func everyMethodIsAnsweredInWordsOrBytes() throws {
        #expect(Subsonic.methods.count > 70)
        for method in Subsonic.methods {
            switch Server().answer(method) {
            case .failure(let error): #expect(error.status == 200, "\(method)")
            case .document, .content, .cover: break
            }
        }
    }
}
