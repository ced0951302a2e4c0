import Foundation
import HTTPTypes
import LockerGateway
import Testing

/// What the field Authorization says.
@Suite struct SentCredentialsTests {
    private func read(_ value: String?) -> SentCredentials? {
        var fields = HTTPFields()
        fields[.authorization] = value
        return SentCredentials(fields)
    }

    private func basic(_ text: String) -> String { "Basic " + Data(text.utf8).base64EncodedString() }

    @Test func `tokens and passwords`() {
        #expect(read("Bearer lk_abc") == .bearer("lk_abc"))
        #expect(read("bEARER   lk_abc") == .bearer("lk_abc"))
        #expect(read(basic("ada:pass")) == .basic(user: "ada", password: "pass"))
        #expect(read(basic("ada:a:b")) == .basic(user: "ada", password: "a:b"))
        #expect(read(basic("ä:ö")) == .basic(user: "ä", password: "ö"))
        #expect(read(basic(":")) == .basic(user: "", password: ""))
    }

    static let wrong: [String?] = [
        nil, "", "Bearer", "lk_abc", "Digest lk_abc", "Basic", "Basic %%%", "Basic YWRh", "Basic /////w==",
        "Bearer " + String(repeating: "x", count: 5000),
    ]

    @Test(arguments: SentCredentialsTests.wrong)
    func `what is none`(_ value: String?) {
        #expect(read(value) == nil)
    }
}
