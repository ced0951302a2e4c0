import OpenSubsonic
import Testing

@Suite struct VersionTests {
    private func code(_ version: String, client: String = "tests") -> SubsonicError.Code? {
        guard case .failure(let error) = Server().answer("ping", client: client, version: version) else { return nil }
        return error.code
    }

    @Test(arguments: ["1.16.1", "1.16", "1.0.0", "1.8.0", "1.16.9", "1"])
    func olderClientsAreUnderstood(version: String) {
        #expect(code(version) == nil)
    }

    @Test func newerClientsAreTold() {
        #expect(code("1.17.0") == .serverTooOld)
        #expect(code("2.0.0") == .serverTooOld)
        #expect(code("0.9.0") == .clientTooOld)
    }

    @Test(arguments: ["", "x", "1.x", "-1.0", "1.2.3.4", "1..2", "99999999999999999999.1"])
    func whatIsNoVersionIsMissing(version: String) {
        #expect(code(version) == .missingParameter)
    }

    @Test func aClientSaysItsName() {
        #expect(code("1.16.1", client: "") == .missingParameter)
    }

    @Test func theListOfExtensionsIsPublic() throws {
        let subsonic = Subsonic { Sample.time }
        let request = SubsonicRequest("getOpenSubsonicExtensions.view", SubsonicParameters([]))
        let answer = try #require(subsonic.publicAnswer(request))
        let response = try ParsedJSON(Server.render(answer, .json))["subsonic-response"]
        let names = response?["openSubsonicExtensions"]?.list?.compactMap { $0["name"]?.text }
        #expect(names == ["formPost", "apiKeyAuthentication", "songLyrics", "indexBasedQueue"])
        #expect(response?["openSubsonicExtensions"]?.list?.first?["versions"] == .list([.integer(1)]))
        let parameters = SubsonicParameters([(name: "v", value: "1.16.1"), (name: "c", value: "tests")])
        let isPublic = subsonic.publicAnswer(SubsonicRequest("ping", parameters)) != nil
        #expect(!isPublic)
    }
}
