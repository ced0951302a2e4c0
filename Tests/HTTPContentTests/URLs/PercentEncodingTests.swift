import HTTPContent
import Testing

@Suite struct PercentEncodingTests {
    @Test func everyByteComesBack() throws {
        let bytes = (0...255).map { UInt8($0) }
        let text = PercentEncoding.encoded(bytes)
        #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
        let back = try #require(PercentEncoding.decoded(Array(text.utf8)[...]))
        #expect(back == bytes)
    }

    @Test(arguments: [
        ("abcXYZ019-._~", "abcXYZ019-._~"), ("a b", "a%20b"), ("a+b", "a%2Bb"), ("100%", "100%25"),
        ("ö", "%C3%B6"), ("/?#", "%2F%3F%23"), ("", ""),
    ])
    func onlyWhatMeansNothingElseIsLeft(plain: String, escaped: String) {
        #expect(PercentEncoding.encoded(plain.utf8) == escaped)
    }

    @Test(arguments: ["%", "%4", "a%", "%zz", "%4g", "%%41", "%-1", "a%2"])
    func brokenEscapesAreNone(text: String) {
        #expect(PercentEncoding.decoded(Array(text.utf8)[...]) == nil)
    }

    @Test(arguments: [
        ("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("100%+sure", "100% sure"), ("%2B+%2b", "+ +"), ("%%41", "%A"),
    ])
    func formsKeepThemAsTheyAre(text: String, plain: String) {
        #expect(PercentEncoding.decodedForm(Array(text.utf8)[...]) == Array(plain.utf8))
    }
}
