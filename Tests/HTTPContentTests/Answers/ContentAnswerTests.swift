import HTTPContent
import HTTPTypes
import Testing

@Suite struct ContentAnswerTests {
    private let now = HTTPDate(seconds: 1_790_000_000)
    private let song = Representation(
        length: 10_000, entityTag: EntityTag("blob"), lastModified: HTTPDate(seconds: 784_111_777),
        mediaType: MediaType("audio/flac"), disposition: ContentDisposition(.inline, fileName: Array("a.flac".utf8)))

    @Test func allOfIt() {
        let answer = asked()
        #expect(answer.status == .ok)
        let fields: HTTPFields = [
            .contentLength: "10000", .contentType: "audio/flac", .acceptRanges: "bytes", .eTag: "\"blob\"",
            .lastModified: "Sun, 06 Nov 1994 08:49:37 GMT", .cacheControl: "private, no-cache",
            .contentDisposition: "inline; filename=\"a.flac\"", .xContentTypeOptions: "nosniff",
            .contentSecurityPolicy: "sandbox",
        ]
        #expect(answer.fields == fields)
        #expect(answer.pieces == [.content(0..<10_000)])
        #expect(answer.length == 10_000)
    }

    @Test(
        arguments: [
            ("bytes=0-99", 0..<100, "bytes 0-99/10000"), ("bytes=9000-", 9_000..<10_000, "bytes 9000-9999/10000"),
            ("bytes=-500", 9_500..<10_000, "bytes 9500-9999/10000"), ("bytes=0-", 0..<10_000, "bytes 0-9999/10000"),
            ("bytes=9999-20000", 9_999..<10_000, "bytes 9999-9999/10000"),
            ("bytes=0-1,20000-", 0..<2, "bytes 0-1/10000"),
        ] as [(String, Range<UInt64>, String)])
    func onePart(value: String, range: Range<UInt64>, contentRange: String) {
        let answer = asked([.range: value])
        #expect(answer.status == .partialContent)
        #expect(answer.pieces == [.content(range)])
        var fields = asked().fields
        fields[.contentRange] = contentRange
        fields[.contentLength] = String(range.upperBound - range.lowerBound)
        #expect(answer.fields == fields)
    }

    @Test func severalParts() {
        let answer = asked([.range: "bytes=0-2,5000-5001"])
        #expect(answer.status == .partialContent)
        #expect(answer.fields[.contentType] == "multipart/byteranges; boundary=mark")
        #expect(answer.fields[.contentRange] == nil)
        #expect(answer.fields[.eTag] == "\"blob\"")
        let part = "\r\nContent-Type: audio/flac\r\nContent-Range: bytes "
        var body = Array("--mark\(part)0-2/10000\r\n\r\n".utf8)
        body += [0, 1, 2]
        body += Array("\r\n--mark\(part)5000-5001/10000\r\n\r\n".utf8)
        body += [Sent.byte(at: 5000), Sent.byte(at: 5001)]
        body += Array("\r\n--mark--\r\n".utf8)
        #expect(Sent.bytes(answer.pieces) == body)
        #expect(answer.fields[.contentLength] == String(body.count))
        #expect(answer.length == UInt64(body.count))
    }

    @Test(arguments: [
        "items=0-1", "bytes=5-4", "bytes=", "bytes=a-b", "bytes=0-1,5-4", "bytes=0-4850,5000-9999",
    ])
    func aRangeThatIsNoneIsPassedOver(value: String) {
        #expect(asked([.range: value]) == asked())
    }

    @Test(arguments: ["bytes=10000-", "bytes=-0", "bytes=10000-10001,99999-"])
    func nothingOfTheContentIsAskedFor(value: String) {
        let answer = asked([.range: value])
        #expect(answer.status == .rangeNotSatisfiable)
        #expect(answer.fields[.contentRange] == "bytes */10000")
        #expect(answer.fields[.contentType] == "text/plain; charset=utf-8")
        #expect(answer.fields[.xContentTypeOptions] == "nosniff")
        #expect(answer.fields[.contentLength] == String(answer.length))
        #expect(String(decoding: Sent.bytes(answer.pieces), as: UTF8.self).contains("10000 bytes"))
    }

    @Test func theClientHasIt() {
        let answer = asked([.ifNoneMatch: "\"blob\"", .range: "bytes=0-1"])
        #expect(answer.status == .notModified)
        #expect(answer.pieces.isEmpty)
        let fields: HTTPFields = [
            .eTag: "\"blob\"", .cacheControl: "private, no-cache", .acceptRanges: "bytes",
        ]
        #expect(answer.fields == fields)
        #expect(asked([.ifModifiedSince: "Sun, 06 Nov 1994 08:49:37 GMT"]).status == .notModified)
        #expect(asked([.ifNoneMatch: "\"other\"", .range: "bytes=0-1"]).status == .partialContent)
    }

    @Test func aConditionFails() {
        let answer = asked([.ifMatch: "\"other\"", .range: "bytes=0-1"])
        #expect(answer.status == .preconditionFailed)
        #expect(answer.fields[.contentRange] == nil)
        #expect(answer.fields[.cacheControl] == "no-store")
        #expect(answer.fields[.contentLength] == String(answer.length))
        #expect(answer.length > 0)
    }

    @Test(arguments: [
        ("\"blob\"", 206), ("\"other\"", 200), ("W/\"blob\"", 200), ("Sun, 06 Nov 1994 08:49:37 GMT", 200), ("x", 200),
    ])
    func ifRange(value: String, status: Int) {
        let answer = asked([.ifRange: value, .range: "bytes=0-1"])
        #expect(answer.status.code == status)
        #expect(asked([.ifRange: value]).status == .ok)
        // What is not in the content is not asked for of other content.
        let beyond = status == 206 ? 416 : 200
        #expect(asked([.ifRange: value, .range: "bytes=10000-"]).status.code == beyond)
    }

    /// A client that asks for nothing but the facts learns how long all of it is.
    @Test(arguments: [nil, "bytes=0-99", "bytes=0-1,5000-5001", "bytes=10000-", "bytes=-0", "x"] as [String?])
    func headIsOfTheWhole(range: String?) {
        var request = HTTPFields()
        request[.range] = range
        let answer = asked(request, .head)
        #expect(answer.status == .ok)
        #expect(answer.fields == asked().fields)
        #expect(answer.pieces.isEmpty && answer.length == 0)
    }

    @Test func headAsksConditions() {
        #expect(asked([.ifNoneMatch: "\"blob\""], .head) == asked([.ifNoneMatch: "\"blob\""]))
        let failed = asked([.ifMatch: "\"other\""], .head)
        #expect(failed.status == .preconditionFailed && failed.pieces.isEmpty)
        #expect(failed.fields == asked([.ifMatch: "\"other\""]).fields)
    }

    @Test func otherMethodsGetAllOfIt() {
        #expect(asked([.range: "bytes=0-1"], .post) == asked())
        #expect(asked([.ifModifiedSince: "Sun, 06 Nov 1994 08:49:37 GMT"], .post) == asked())
        #expect(asked([.ifNoneMatch: "\"blob\""], .post).status == .preconditionFailed)
    }

    @Test func emptyContent() {
        var empty = song
        empty.length = 0
        #expect(asked(of: empty).fields[.contentLength] == "0")
        #expect(asked(of: empty).pieces.isEmpty)
        #expect(asked([.range: "bytes=-1"], of: empty).status == .ok)
        #expect(asked([.range: "bytes=0-"], of: empty).status == .rangeNotSatisfiable)
        #expect(asked([.range: "bytes=0-"], of: empty).fields[.contentRange] == "bytes */0")
    }

    @Test func contentThatNeverChangesIsKept() {
        var constant = song
        constant.caching = .immutable
        let answer = asked(of: constant)
        #expect(answer.fields[.cacheControl] == "private, max-age=31536000, immutable")
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        #expect(asked([.ifRange: date, .range: "bytes=0-1"], of: constant).status == .partialContent)
    }

    @Test func aTimeToComeIsToldAsNow() {
        var late = song
        late.lastModified = HTTPDate(seconds: now.seconds + 1_000)
        #expect(asked(of: late).fields[.lastModified] == now.fieldValue)
        #expect(asked([.ifModifiedSince: now.fieldValue], of: late).status == .notModified)
        late.lastModified = nil
        #expect(asked(of: late).fields[.lastModified] == nil)
    }

    @Test func whatIsMadeOnTheWayHasNoParts() {
        var archive = song
        archive.acceptsRanges = false
        let answer = asked([.range: "bytes=0-1"], of: archive)
        #expect(answer.status == .ok)
        #expect(answer.fields[.acceptRanges] == "none")
        #expect(answer.pieces == [.content(0..<10_000)])
    }

    private func asked(
        _ request: HTTPFields = [:], _ method: HTTPRequest.Method = .get, of content: Representation? = nil
    ) -> ContentAnswer {
        ContentAnswer(to: method, request, of: content ?? song, at: now, boundary: { "mark" })
    }
}
