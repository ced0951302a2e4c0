import HTTPTypes
import LockerGateway
import Testing

/// Whether what a browser sends comes of the gateway's own page.
@Suite struct SameOriginTests {
    struct Case: Sendable {
        let method: HTTPRequest.Method
        /// Sec-Fetch-Site.
        let site: String?
        let origin: String?
        let isTaken: Bool
    }

    private static let own = "https://music.example.org"

    static let cases =
        [HTTPRequest.Method.post, .put, .delete, .patch].flatMap { changes($0) }
        + [HTTPRequest.Method.get, .head].flatMap { reads($0) }

    private static func changes(_ method: HTTPRequest.Method) -> [Case] {
        [
            Case(method: method, site: "same-origin", origin: own, isTaken: true),
            Case(method: method, site: "same-origin", origin: nil, isTaken: true),
            Case(method: method, site: "same-site", origin: "https://other.example.org", isTaken: false),
            Case(method: method, site: "cross-site", origin: "https://evil.example", isTaken: false),
            // What the browser says counts before an origin that looks right.
            Case(method: method, site: "cross-site", origin: own, isTaken: false),
            Case(method: method, site: "none", origin: nil, isTaken: false),
            Case(method: method, site: "", origin: own, isTaken: false),
            Case(method: method, site: nil, origin: own, isTaken: true),
            Case(method: method, site: nil, origin: "https://MUSIC.example.org", isTaken: true),
            Case(method: method, site: nil, origin: "https://music.example.org:8443", isTaken: false),
            Case(method: method, site: nil, origin: "https://music.example.org.evil.example", isTaken: false),
            Case(method: method, site: nil, origin: "https://evil.example", isTaken: false),
            Case(method: method, site: nil, origin: "null", isTaken: false),
            Case(method: method, site: nil, origin: "", isTaken: false),
            Case(method: method, site: nil, origin: nil, isTaken: false),
        ]
    }

    private static func reads(_ method: HTTPRequest.Method) -> [Case] {
        [
            Case(method: method, site: "same-origin", origin: nil, isTaken: true),
            Case(method: method, site: "none", origin: nil, isTaken: true),
            Case(method: method, site: nil, origin: nil, isTaken: true),
            Case(method: method, site: "same-site", origin: nil, isTaken: false),
            Case(method: method, site: "cross-site", origin: nil, isTaken: false),
            Case(method: method, site: nil, origin: "https://evil.example", isTaken: false),
        ]
    }

    @Test(arguments: SameOriginTests.cases)
    func `what is taken`(_ tried: Case) throws {
        var fields = HTTPFields()
        let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
        fields[name] = tried.site
        fields[.origin] = tried.origin
        let isTaken = SameOrigin.holds(tried.method, fields, host: "music.example.org")
        #expect(isTaken == tried.isTaken, "\(tried)")
        let isTakenByNoName = SameOrigin.holds(tried.method, fields, host: nil)
        #expect(tried.site != nil || tried.origin == nil || !isTakenByNoName)
    }
}
