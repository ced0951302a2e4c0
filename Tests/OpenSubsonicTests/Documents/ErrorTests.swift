import LockerBase
import OpenSubsonic
import Testing

@Suite struct ErrorTests {
    @Test(
        arguments: [
            (LockerError.Code.notFound, 70), (.invalidArgument, 10), (.permissionDenied, 50), (.unavailable, 0),
            (.internal, 0), (.conflict, 0),
        ] as [(LockerError.Code, Int)])
    func errorsOfTheShelvesHaveACode(code: LockerError.Code, expected: Int) throws {
        let server = Server(ShelvesInMemory(failure: LockerError(code, "/secret/path is broken")))
        try #expect(server.code("getScanStatus") == expected)
    }

    @Test func whatIsWrongInsideIsNotTold() throws {
        for code in [LockerError.Code.internal, .system, .dataLoss, .noSpace, .unavailable, .timedOut] {
            let server = Server(ShelvesInMemory(failure: LockerError(code, "/secret/path is broken")))
            let message = try server.json("getScanStatus")["error"]?["message"]?.text
            #expect(message?.contains("secret") == false)
            guard case .failure(let error) = server.answer("getScanStatus") else {
                Issue.record("no failure")
                return
            }
            #expect(error.cause?.message == "/secret/path is broken")
        }
    }

    @Test func aFailureIsWellFormedInBothFormats() throws {
        let response = try Server().json("getSong", ["id": "so-none"])
        #expect(response["status"] == .text("failed"))
        let error = try #require(response["error"])
        #expect(Shapes.flaws(error, "Error", at: "error") == [])
        let root = try Server().xml("getSong", ["id": "so-none"])
        #expect(root.attributes["status"] == "failed")
        #expect(root["error"]?.attributes["code"] == "70")
    }

    @Test func aMethodThatThereIsNotIs404WithABody() throws {
        for method in ["getNothing", "", "getalbum", "getTranscodeDecision", "x\u{1B}[0m"] {
            guard case .failure(let error) = Server().answer(method) else {
                Issue.record("\(method) is answered")
                continue
            }
            #expect(error.status == 404)
            #expect(!error.message.contains("\u{1B}"))
        }
    }

    @Test func errorsOfCallsAreNoErrorsOfHTTP() throws {
        guard case .failure(let error) = Server().answer("stream", ["id": "so-none"]) else {
            Issue.record("it is answered")
            return
        }
        #expect(error.status == 200)
        #expect(error.code == .notFound)
    }

    @Test func aHelpfulPageIsTold() throws {
        let error = SubsonicError(.noTokens, "no tokens", helpURL: "https://example.org/keys")
        let bytes = SubsonicFormat.json.render(SubsonicDocument(error))
        let told = try ParsedJSON(bytes)["subsonic-response"]?["error"]
        #expect(told?["helpUrl"] == .text("https://example.org/keys"))
        #expect(told?["code"] == .integer(41))
    }
}
