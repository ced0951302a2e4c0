import HTTPContent
import HTTPTypes
import Testing

@Suite struct RequestConditionsTests {
    private let now = HTTPDate(seconds: 1_790_000_000)
    private let current = Validators(entityTag: EntityTag("now"), lastModified: HTTPDate(seconds: 1_700_000_000))
    private static let before = HTTPDate(seconds: 1_699_999_999).fieldValue
    private static let same = HTTPDate(seconds: 1_700_000_000).fieldValue
    private static let after = HTTPDate(seconds: 1_700_000_001).fieldValue

    @Test(
        arguments: [
            ("*", .notModified), ("\"now\"", .notModified), ("W/\"now\"", .notModified),
            ("\"a\", \"now\"", .notModified),
            ("\"a\"", .proceed), ("\"a\", W/\"b\"", .proceed), ("now", .proceed), ("", .proceed), ("\"now", .proceed),
        ] as [(String, RequestConditions.Outcome)])
    func ifNoneMatch(value: String, outcome: RequestConditions.Outcome) {
        #expect(asked([.ifNoneMatch: value], .get) == outcome)
        #expect(asked([.ifNoneMatch: value], .head) == outcome)
    }

    @Test(
        arguments: [
            ("*", .failed), ("\"now\"", .failed), ("W/\"now\"", .failed), ("\"a\"", .proceed), ("now", .failed),
        ] as [(String, RequestConditions.Outcome)])
    func ifNoneMatchOfAChange(value: String, outcome: RequestConditions.Outcome) {
        #expect(asked([.ifNoneMatch: value], .put) == outcome)
    }

    @Test(
        arguments: [
            ("*", .proceed), ("\"now\"", .proceed), ("\"a\", \"now\"", .proceed), ("W/\"now\"", .failed),
            ("\"a\"", .failed),
            ("now", .failed), ("", .failed),
        ] as [(String, RequestConditions.Outcome)])
    func ifMatch(value: String, outcome: RequestConditions.Outcome) {
        #expect(asked([.ifMatch: value], .get) == outcome)
        #expect(asked([.ifMatch: value], .put) == outcome)
    }

    @Test(
        arguments: [
            (before, .proceed), (same, .notModified), (after, .notModified), ("never", .proceed), ("", .proceed),
            ("\(after), \(after)", .proceed),
        ] as [(String, RequestConditions.Outcome)])
    func ifModifiedSince(value: String, outcome: RequestConditions.Outcome) {
        #expect(asked([.ifModifiedSince: value], .get) == outcome)
        #expect(asked([.ifModifiedSince: value], .post) == .proceed)
    }

    @Test(
        arguments: [
            (before, .failed), (same, .proceed), (after, .proceed), ("never", .proceed),
        ] as [(String, RequestConditions.Outcome)])
    func ifUnmodifiedSince(value: String, outcome: RequestConditions.Outcome) {
        #expect(asked([.ifUnmodifiedSince: value], .get) == outcome)
        #expect(asked([.ifUnmodifiedSince: value], .put) == outcome)
    }

    /// RFC 9110, section 13.2.2.
    @Test func tagsCountBeforeTimes() {
        let (before, after) = (RequestConditionsTests.before, RequestConditionsTests.after)
        #expect(asked([.ifMatch: "\"now\"", .ifUnmodifiedSince: before], .get) == .proceed)
        #expect(asked([.ifMatch: "\"a\"", .ifUnmodifiedSince: after], .get) == .failed)
        #expect(asked([.ifNoneMatch: "\"a\"", .ifModifiedSince: after], .get) == .proceed)
        #expect(asked([.ifNoneMatch: "\"now\"", .ifModifiedSince: before], .get) == .notModified)
        #expect(asked([.ifMatch: "\"a\"", .ifNoneMatch: "\"now\""], .get) == .failed)
        #expect(asked([.ifMatch: "\"now\"", .ifNoneMatch: "\"now\""], .get) == .notModified)
        #expect(asked([.ifUnmodifiedSince: before, .ifModifiedSince: after], .get) == .failed)
        #expect(asked([:], .get) == .proceed)
    }

    @Test func fieldsOfOneNameAreOneList() {
        var fields = HTTPFields()
        fields.append(HTTPField(name: .ifNoneMatch, value: "\"a\""))
        fields.append(HTTPField(name: .ifNoneMatch, value: "\"now\""))
        #expect(asked(fields, .get) == .notModified)
    }

    /// Before the first upload there is nothing to compare with.
    @Test func whatIsNotThereMatchesNothing() {
        let conditions = RequestConditions([.ifMatch: "*"])
        #expect(conditions.outcome(for: .put, on: nil, at: now) == .failed)
        let creation = RequestConditions([.ifNoneMatch: "*"])
        #expect(creation.outcome(for: .put, on: nil, at: now) == .proceed)
        let tagged = RequestConditions([.ifMatch: "\"now\""])
        #expect(tagged.outcome(for: .put, on: nil, at: now) == .failed)
    }

    @Test(arguments: [
        ("\"now\"", true), (" \"now\" ", true), ("W/\"now\"", false), ("\"a\"", false), ("\"now\", \"now\"", false),
        ("*", false), ("", false), ("now", false), (same, false), (after, false), ("never", false),
    ])
    func ifRange(value: String, isAllowed: Bool) {
        let conditions = RequestConditions([.ifRange: value])
        #expect(conditions.allowsRange(on: current, at: now) == isAllowed)
    }

    @Test func aWeakTagIsNoGroundForAPart() {
        let weak = Validators(entityTag: EntityTag("now", isWeak: true), lastModified: nil)
        #expect(!RequestConditions([.ifRange: "W/\"now\""]).allowsRange(on: weak, at: now))
        #expect(!RequestConditions([.ifRange: "\"now\""]).allowsRange(on: weak, at: now))
    }

    /// A time proves nothing but of what never changes.
    @Test(arguments: [(before, false), (same, true), (after, false)])
    func ifRangeByTime(value: String, isAllowed: Bool) {
        let constant = Validators(
            entityTag: current.entityTag, lastModified: current.lastModified, isConstant: true)
        let conditions = RequestConditions([.ifRange: value])
        #expect(conditions.allowsRange(on: constant, at: now) == isAllowed)
    }

    private func asked(_ fields: HTTPFields, _ method: HTTPRequest.Method) -> RequestConditions.Outcome {
        RequestConditions(fields).outcome(for: method, on: current, at: now)
    }
}
