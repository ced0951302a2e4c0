import OpenSubsonic
import Synchronization

/// Calls as a client makes them, of one person.
struct Server {
    let shelves: ShelvesInMemory
    private let subsonic: Subsonic
    private let clock: TestClock

    private final class TestClock: Sendable {
        let time = Mutex(Sample.time)
    }

    init(_ shelves: ShelvesInMemory = ShelvesInMemory()) {
        let clock = TestClock()
        self.shelves = shelves
        self.clock = clock
        subsonic = Subsonic { clock.time.withLock { $0 } }
    }

    /// Lets time go on.
    func wait(seconds: Int64) {
        clock.time.withLock { $0 += seconds * 1_000_000_000 }
    }

    func answer(
        _ method: String, _ parameters: KeyValuePairs<String, String> = [:], person: String = "alice",
        client: String = "tests", version: String = "1.16.1"
    ) -> SubsonicAnswer {
        let pairs: [(String, String)] = parameters.map { ($0.key, $0.value) }
        return answer(method, pairs: pairs, person: person, client: client, version: version)
    }

    func answer(
        _ method: String, pairs: [(String, String)], person: String = "alice", client: String = "tests",
        version: String = "1.16.1"
    ) -> SubsonicAnswer {
        var all: [(name: String, value: String)] = [(name: "v", value: version), (name: "c", value: client)]
        for pair in pairs { all.append((name: pair.0, value: pair.1)) }
        let request = SubsonicRequest(method, SubsonicParameters(all))
        return subsonic.answer(request, shelves: shelves, caller: SubsonicCaller(person: person))
    }

    /// The bytes of an answer in words.
    static func render(_ answer: SubsonicAnswer, _ format: SubsonicFormat) throws -> [UInt8] {
        switch answer {
        case .document(let document): return format.render(document)
        case .failure(let error): return format.render(SubsonicDocument(error))
        case .content, .cover: throw BadText(what: "no words", at: 0)
        }
    }

    /// What is in `subsonic-response`.
    func json(
        _ method: String, _ parameters: KeyValuePairs<String, String> = [:], person: String = "alice"
    ) throws -> ParsedJSON {
        let bytes = try Server.render(answer(method, parameters, person: person), .json)
        guard let response = try ParsedJSON(bytes)["subsonic-response"] else { throw BadText(what: "no head", at: 0) }
        return response
    }

    func xml(
        _ method: String, _ parameters: KeyValuePairs<String, String> = [:], isPlain: Bool = false
    ) throws -> ParsedXML {
        try ParsedXML(document: Server.render(answer(method, parameters), .xml(isPlain: isPlain)))
    }

    /// The code of the error that a call is answered with; nil: it is none.
    func code(
        _ method: String, _ parameters: KeyValuePairs<String, String> = [:], person: String = "alice"
    ) throws -> Int? {
        try json(method, parameters, person: person)["error"]?["code"]?.integer
    }
}
