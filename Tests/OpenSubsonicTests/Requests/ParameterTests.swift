import LockerBase
import OpenSubsonic
import Testing

@Suite struct ParameterTests {
    private func read(_ query: String, _ form: String = "") throws -> SubsonicParameters {
        try SubsonicParameters(query: Array(query.utf8), form: Array(form.utf8))
    }

    @Test func queryAndFormAreReadTogether() throws {
        let parameters = try read("id=1&id=2&c=a%26b", "id=3&name=Dvo%C5%99%C3%A1k+%2B+co")
        #expect(parameters.all("id") == ["1", "2", "3"])
        #expect(parameters.first("c") == "a&b")
        #expect(parameters.first("name") == "Dvořák + co")
    }

    @Test(arguments: [
        ("a", ""), ("a=", ""), ("a=%", "%"), ("a=%4", "%4"), ("a=%zz1", "%zz1"), ("a=b=c", "b=c"), ("&&a=1&&", "1"),
        ("a=%FF", "\u{FFFD}"), ("a=%00", "\u{0}"), ("%61=1", "1"),
    ])
    func brokenPiecesAreTakenAsTheyAre(query: String, value: String) throws {
        let parameters = try read(query)
        #expect(parameters.has("a"))
        #expect(parameters.first("a") ?? "" == value)
    }

    @Test func nothingIsNoParameter() throws {
        let parameters = try read("", "")
        #expect(!parameters.has(""))
        #expect(parameters.first("id") == nil)
        #expect(parameters.all("id") == [])
    }

    @Test func aPlaylistOfManySongsIsRead() throws {
        let query = Array(repeating: "songId=so-largo", count: 10_000).joined(separator: "&")
        try #expect(read(query).all("songId").count == 10_000)
    }

    @Test func moreParametersThanAnybodyNeedsAreRefused() throws {
        let query = String(repeating: "&", count: SubsonicParameters.maximumCount)
        let error = try #require(throws: LockerError.self) { try read(query) }
        #expect(error.code == .invalidArgument)
    }

    @Test func theEndingOfOldClientsIsPassedOver() {
        #expect(SubsonicRequest("getAlbum.view", SubsonicParameters([])).method == "getAlbum")
        #expect(SubsonicRequest("getAlbum", SubsonicParameters([])).method == "getAlbum")
        #expect(SubsonicRequest("hls.m3u8", SubsonicParameters([])).method == "hls.m3u8")
    }
}
