import HTTPContent
import LockerBase
import Testing

@Suite struct URLEncodedFormTests {
    @Test(
        arguments: [
            ("a=1&b=2", [["a", "1"], ["b", "2"]]),
            ("b=2&a=1&b=3", [["b", "2"], ["a", "1"], ["b", "3"]]),
            ("q=Nick+Cave+%26+Co", [["q", "Nick Cave & Co"]]),
            ("a+b=c%2Bd", [["a b", "c+d"]]),
            ("a", [["a", ""]]),
            ("a=", [["a", ""]]),
            ("=1", [["", "1"]]),
            ("=", [["", ""]]),
            ("a==b=c", [["a", "=b=c"]]),
            ("&&a=1&&", [["a", "1"]]),
            ("", []),
            ("a=100%&b=%zz&c=%4", [["a", "100%"], ["b", "%zz"], ["c", "%4"]]),
            ("a=%C3%B6&b=ö", [["a", "ö"], ["b", "ö"]]),
            ("a=%FF", [["a", "\u{FFFD}"]]),
            ("a%3Db=c%3Dd%26e", [["a=b", "c=d&e"]]),
            ("a;b=1", [["a;b", "1"]]),
        ] as [(String, [[String]])])
    func isReadAsBrowsersWriteIt(text: String, pairs: [[String]]) throws {
        let form = try URLEncodedForm(text.utf8)
        let read = form.pairs.map { [$0.name, $0.value] }
        #expect(read == pairs)
    }

    @Test func valuesOfOneNameKeepTheirOrder() throws {
        let form = try URLEncodedForm("songId=2&name=x&songId=1&songId=2".utf8)
        #expect(form["songId"] == "2")
        #expect(form["name"] == "x")
        #expect(form["songid"] == nil)
        #expect(form.values(of: "songId") == ["2", "1", "2"])
        #expect(form.values(of: "nothing").isEmpty)
    }

    @Test func longListsAreTaken() throws {
        let text = (0..<10_000).map { "songId=so-\($0)" }.joined(separator: "&")
        #expect(try URLEncodedForm(text.utf8).pairs.count == 10_000)
    }

    @Test func sizeAndCountAreBounded() throws {
        #expect(try URLEncodedForm("a=1&b=2".utf8, maximumLength: 7, maximumCount: 2).pairs.count == 2)
        #expect(try URLEncodedForm("&a=1&&b=2&".utf8, maximumCount: 2).pairs.count == 2)
        #expect(throws: LockerError.self) { try URLEncodedForm("a=1&b=23".utf8, maximumLength: 7) }
        #expect(throws: LockerError.self) { try URLEncodedForm("a=1&b=2&c".utf8, maximumCount: 2) }
        let ampersands = [UInt8](repeating: UInt8(ascii: "&"), count: URLEncodedForm.maximumLength)
        #expect(try URLEncodedForm(ampersands).pairs.isEmpty)
        let many = [UInt8](repeating: UInt8(ascii: "a"), count: 1) + ampersands
        #expect(throws: LockerError.self) { try URLEncodedForm(many) }
        let names = Array(String(repeating: "a&", count: URLEncodedForm.maximumCount + 1).utf8)
        #expect(throws: LockerError.self) { try URLEncodedForm(names) }
    }
}
