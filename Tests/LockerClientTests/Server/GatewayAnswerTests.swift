import LockerAPI
import LockerBase
import LockerClient
import LockerCommands
import LockerTestSupport
import ServerLink
import Synchronization
import Testing

/// What a gateway, or what answers in its place, may say to who signs in or wants to call.
@Suite struct GatewayAnswerTests {
    private static let refusal = "{\"error\":{\"code\":\"X\",\"message\":\"no\"}}"

    private func answer(_ status: String, _ fields: String = "", _ body: String = "") -> FakeGateway.Reaction {
        .answer("HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    private func failure(of reaction: FakeGateway.Reaction) throws -> LockerError? {
        try FakeGateway.with(always: reaction) { gateway in
            #expect(throws: LockerError.self) {
                try RemoteGateway(at: ServerAddress(gateway.url)).connect("lk_1", pauses: [])
            }
        }
    }

    @Test func `each answer in the place of calls has its code, its exit status and a text that helps`() throws {
        let cases: [(FakeGateway.Reaction, LockerError.Code, Int32, String)] = [
            (answer("401 Unauthorized"), .permissionDenied, 4, "locker login"),
            (answer("403 Forbidden", "", GatewayAnswerTests.refusal), .permissionDenied, 4, ": no"),
            (answer("404 Not Found"), .unavailable, 6, "no gateway of Locker"),
            (answer("200 OK", "", "hello"), .unavailable, 6, "does not upgrade"),
            (answer("302 Found", "Location: https://elsewhere.example/\r\n"), .unavailable, 6, "elsewhere.example"),
            (answer("429 Too Many Requests", "Retry-After: 7\r\n"), .tooMany, 1, "7 seconds"),
            (answer("502 Bad Gateway"), .unavailable, 6, "502"),
            (.answer("SSH-2.0-OpenSSH_9.2\r\n\r\n"), .unavailable, 6, "no HTTP"),
            (.answer(""), .unavailable, 6, "without an answer"),
            (.endless, .unavailable, 6, "does not end"),
        ]
        for (reaction, code, status, text) in cases {
            let error = try #require(try failure(of: reaction))
            #expect(error.code == code && ExitStatus(error).rawValue == status, "\(error)")
            #expect(error.message.contains(text), "\(error)")
        }
    }

    @Test func `another protocol than was asked for is no line for calls`() throws {
        let error = try failure(of: .answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"))
        #expect(error?.code == .failedPrecondition)
    }

    @Test func `nobody there is told as a daemon that cannot be reached`() throws {
        let free = try FakeGateway.with(always: .endless) { $0.port }
        let error = #expect(throws: LockerError.self) {
            try RemoteGateway(at: ServerAddress("http://127.0.0.1:\(free)")).connect("lk_1")
        }
        let code = try #require(error)
        #expect(ExitStatus(code).rawValue == 6)
    }

    @Test func `signing in gives a token, and the password goes nowhere else`() throws {
        let asked = Mutex<[String]>([])
        let made = "{\"token\":\"lk_x\",\"id\":\"7\",\"name\":\"alice\",\"server\":\"s\",\"more\":1}"
        let reaction = answer("201 Created", "Content-Type: application/json\r\n", made)
        let react: FakeGateway.React = { head, body, _ in
            asked.withLock { $0 += [head, body] }
            return reaction
        }
        try FakeGateway.with(react) { gateway in
            let remote = try RemoteGateway(at: ServerAddress(gateway.url))
            let token = try remote.logIn("alice", password: "p\"ß", label: "desk")
            #expect(token.token == "lk_x" && token.name == "alice" && token.id == "7")
        }
        let (head, body) = asked.withLock { ($0[0], $0[1]) }
        #expect(head.hasPrefix("POST /api/v1/tokens HTTP/1.1\r\nHost: 127.0.0.1:"))
        #expect(head.contains("User-Agent: locker/") && !head.contains("Authorization"))
        #expect(body.contains("\"name\":\"alice\"") && body.contains("p\\\"ß") && body.contains("\"label\":\"desk\""))
    }

    @Test func `an answer in chunks is read`() throws {
        let reaction = FakeGateway.Reaction.answer(
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "14;x=y\r\n{\"token\":\"lk_x\",\"id\"\r\n11\r\n:\"7\",\"name\":\"al\"}\r\n0\r\n\r\n")
        try FakeGateway.with(always: reaction) { gateway in
            let token = try RemoteGateway(at: ServerAddress(gateway.url)).logIn("al", password: "p", label: "d")
            #expect(token.token == "lk_x" && token.name == "al")
        }
    }

    @Test(arguments: [
        "{\"token\":\"a b\",\"id\":\"7\",\"name\":\"n\"}", "{\"token\":\"a\\r\\nX: y\",\"id\":\"7\",\"name\":\"n\"}",
        "{}",
        "<html>",
    ])
    func `what is no token is not kept`(body: String) throws {
        let reaction = answer("200 OK", "", body)
        try FakeGateway.with(always: reaction) { gateway in
            let remote = try RemoteGateway(at: ServerAddress(gateway.url))
            #expect(throws: LockerError.self) { try remote.logIn("alice", password: "p", label: "desk") }
        }
    }

    @Test func `a wrong password, and a token that is gone already`() throws {
        let reaction = answer("401 Unauthorized", "", "{\"error\":{\"code\":\"X\",\"message\":\"no\\u001b[2J\"}}")
        try FakeGateway.with(always: reaction) { gateway in
            let remote = try RemoteGateway(at: ServerAddress(gateway.url))
            let error = #expect(throws: LockerError.self) { try remote.logIn("alice", password: "p", label: "desk") }
            #expect(error?.code == .permissionDenied && error?.message.contains("wrong name or password") == true)
            #expect(error?.message.contains("\u{1B}") == false)
            try remote.logOut("lk_1")
        }
    }
}
