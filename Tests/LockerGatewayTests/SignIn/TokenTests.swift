import Foundation
import GatewayTestSupport
import LockerGateway
import People
import Testing

/// Tokens that devices are given, and give back; and what else signs in.
@Suite(.timeLimit(.minutes(5))) struct TokenTests {
    private static let place = "/api/v1/tokens"

    private func wish(_ name: String, _ password: String, _ label: String = "laptop") -> [UInt8] {
        Array(#"{"name": "\#(name)", "password": "\#(password)", "label": "\#(label)"}"#.utf8)
    }

    @Test func `a token is made with the password, and given back`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            let body = wish("alice", Member.password, "phone")
            let made = try await gateway.ask("POST", TokenTests.place, body: body)
            try #expect(made.status == 201 && made.value("name") == "alice")
            #expect(made["Cache-Control"] == "no-store")
            let token = try #require(try made.value("token"))
            #expect(token.hasPrefix("lk_") && token != alice.token)
            let status = try await gateway.status(of: token)
            #expect(status == 200)
            let id = try made.value("id")
            let known = try gateway.people.credentials.all(of: "alice").first { $0.id.hex == id }
            #expect(known?.label == "phone" && known?.kind == .token && known?.revoked == nil)
            let given = try await gateway.ask("DELETE", TokenTests.place + "/current", as: token)
            #expect(given.status == 204)
            let (late, other) = (try await gateway.status(of: token), try await gateway.status(of: alice.token))
            #expect(late == 401 && other == 200)
        }
    }

    @Test func `wrong tries are answered with one word, whatever is wrong`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            _ = try await gateway.add("eve")
            _ = try gateway.people.persons.setDisabled(true, "eve")
            let bodies = [
                wish("alice", "wrong password"), wish("nobody", Member.password), wish("alice", alice.appPassword),
                wish("alice", alice.token),
            ]
            var told: Set<String> = []
            for body in bodies {
                let answer = try await gateway.ask("POST", TokenTests.place, body: body)
                try #expect(answer.status == 401 && answer.value("error.code") == "UNAUTHENTICATED")
                #expect(answer["WWW-Authenticate"]?.hasPrefix("Bearer") == true)
                told.insert(try answer.value("error.message") ?? "")
            }
            #expect(told.count == 1)
            try await until("eve is not let in") {
                let body = wish("eve", Member.password)
                return try await gateway.ask("POST", TokenTests.place, body: body).status == 401
            }
        }
    }

    @Test func `what is no wish for a token is told so`() async throws {
        try await RunningGateway.with { gateway in
            _ = try await gateway.add("alice")
            for text in ["", "{", "[]", #"{"name": "alice"}"#, #"{"name": 1, "password": "x", "label": "x"}"#] {
                let answer = try await gateway.ask("POST", TokenTests.place, body: Array(text.utf8))
                try #expect(answer.status == 400 && answer.value("error.code") == "INVALID_ARGUMENT", "\(text)")
            }
            let long = try await gateway.ask("POST", TokenTests.place, body: [UInt8](repeating: 32, count: 20_000))
            #expect((400..<500).contains(long.status))
            let label = try await gateway.ask("POST", TokenTests.place, body: wish("alice", Member.password, ""))
            #expect(label.status == 400)
        }
    }

    @Test func `many wrong tries of one address are put off, and no others`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            let here = ["X-Forwarded-For": "192.0.2.7"]
            var statuses: [Int] = []
            var last: Answer?
            for _ in 0..<30 where last?.status != 429 {
                last = try await gateway.ask("GET", "/api/v1/libraries", as: "lk_wrong", here)
                statuses.append(last?.status ?? 0)
            }
            #expect(statuses.first == 401 && statuses.last == 429)
            let seconds = last?["Retry-After"].flatMap { Int($0) }
            #expect((seconds ?? 0) > 0)
            // What is right counts, even from there.
            let right = try await gateway.ask("GET", "/api/v1/libraries", as: alice.token, here)
            let elsewhere = try await gateway.ask("GET", "/api/v1/libraries", as: "lk_wrong")
            #expect(right.status == 200 && elsewhere.status == 401)
        }
    }

    @Test func `an app password signs in by Basic, and the person's own by nothing`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            func status(_ password: String) async throws -> Int {
                let text = Data("alice:\(password)".utf8).base64EncodedString()
                return try await gateway.ask(
                    "GET", "/api/v1/libraries", as: nil, ["Authorization": "Basic \(text)"]
                ).status
            }
            let (right, own, wrong) = (
                try await status(alice.appPassword), try await status(Member.password), try await status("x")
            )
            #expect(right == 200 && own == 401 && wrong == 401)
            func ping(_ credentials: String) async throws -> String? {
                let target = "/rest/ping?f=json&v=1.16.1&c=test&u=alice&\(credentials)"
                return try await gateway.ask("GET", target).value("subsonic-response.status")
            }
            let good = try await ping("p=\(alice.appPassword)")
            let bad = try await ping("p=correct%20horse")
            #expect(good == "ok" && bad == "failed")
        }
    }
}
