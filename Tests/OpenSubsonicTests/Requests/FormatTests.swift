import OpenSubsonic
import Testing

@Suite struct FormatTests {
    private func format(_ pairs: [(name: String, value: String)]) -> SubsonicFormat {
        SubsonicRequest("ping", SubsonicParameters(pairs)).format
    }

    @Test func xmlIsTheUsualOne() {
        #expect(format([]) == .xml(isPlain: false))
        #expect(format([(name: "f", value: "yaml")]) == .xml(isPlain: false))
        #expect(format([(name: "f", value: "")]) == .xml(isPlain: false))
        #expect(format([(name: "f", value: "xml")]).mediaType == "text/xml; charset=utf-8")
    }

    @Test func theListOfExtensionsIsJSON() {
        let name = "getOpenSubsonicExtensions.view"
        #expect(SubsonicRequest(name, SubsonicParameters([])).format == .json)
        let asked = SubsonicParameters([(name: "f", value: "xml")])
        #expect(SubsonicRequest(name, asked).format == .xml(isPlain: false))
    }

    @Test func jsonIsAskedFor() {
        #expect(format([(name: "f", value: "json")]) == .json)
        #expect(SubsonicFormat.json.mediaType == "application/json")
    }

    @Test(arguments: ["", "alert(1)", "1a", "a b", "a;b", "</script>", String(repeating: "a", count: 129)])
    func whatIsNoNameOfAFunctionIsNotCalled(callback: String) {
        #expect(format([(name: "f", value: "jsonp"), (name: "callback", value: callback)]) == .xml(isPlain: false))
    }

    @Test func aFunctionIsCalled() {
        let asked = format([(name: "f", value: "jsonp"), (name: "callback", value: "window.$next_1")])
        #expect(asked == .jsonp(function: "window.$next_1"))
    }

    @Test func clementineAloneGetsPlainXML() {
        #expect(format([(name: "c", value: "Clementine"), (name: "v", value: "1.8.0")]) == .xml(isPlain: true))
        #expect(format([(name: "c", value: "supersonic"), (name: "v", value: "1.8.0")]) == .xml(isPlain: false))
    }
}
