import Foundation
import GatewayTestSupport
import LockerGateway
import People
import Testing

/// What signs somebody in, made and revoked in a browser.
@Suite(.timeLimit(.minutes(5))) struct CredentialRouteTests {
    private static let place = "/api/v1/credentials"

    private func ping(_ gateway: RunningGateway, _ name: String, _ word: String) async throws -> String? {
        let target = "/rest/ping?f=json&v=1.16.1&c=test&u=\(name)&p=\(word)"
        return try await gateway.ask("GET", target).value("subsonic-response.status")
    }

    @Test func `an app password is made, told once, listed and revoked`() async throws {
        try await RunningGateway.with { gateway in
            _ = try await gateway.add("alice")
            let browser = try await Browser(gateway, as: "alice")
            let wish = #"{"kind": "app", "label": "kitchen"}"#
            let made = try await browser.ask("POST", CredentialRouteTests.place, wish)
            try #expect(made.status == 201 && made.value("name") == "alice" && made["Cache-Control"] == "no-store")
            let (id, secret) = (try #require(try made.value("credential.id")), try #require(try made.value("secret")))
            let good = try await ping(gateway, "alice", secret)
            #expect(good == "ok")
            let list = try await browser.ask("GET", CredentialRouteTests.place)
            let listed = try #require(try list.object()["credentials"] as? [[String: Any]])
            #expect(listed.count == 4 && !list.text.contains(secret) && !list.text.contains("lk_"))
            let kitchen = try #require(listed.first { $0["id"] as? String == id })
            #expect(kitchen["label"] as? String == "kitchen" && kitchen["kind"] as? String == "app")
            let used = (kitchen["last_used"] as? NSNumber)?.int64Value ?? 0
            #expect(used > 1_000_000_000)
            let current = listed.filter { ($0["current"] as? NSNumber)?.boolValue ?? false }
            #expect(current.count == 1)
            #expect(current.first?["kind"] as? String == "session")
            let gone = try await browser.ask("DELETE", CredentialRouteTests.place + "/" + id)
            let again = try await browser.ask("DELETE", CredentialRouteTests.place + "/" + id)
            #expect(gone.status == 204 && again.status == 404)
            let bad = try await ping(gateway, "alice", secret)
            #expect(bad == "failed")
        }
    }

    @Test func `only a browser makes and ends what signs others in`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            let basic = Data("alice:\(alice.appPassword)".utf8).base64EncodedString()
            for field in ["Bearer \(alice.token)", "Basic \(basic)"] {
                let tries: [(String, String, String)] = [
                    ("GET", CredentialRouteTests.place, ""),
                    ("POST", CredentialRouteTests.place, #"{"kind": "token", "label": "theirs"}"#),
                    ("DELETE", CredentialRouteTests.place + "/\(alice.tokenID.hex)", ""),
                    ("PUT", "/api/v1/password", #"{"old": "\#(Member.password)", "new": "another good one"}"#),
                    ("DELETE", "/api/v1/sessions/current", ""),
                ]
                for (method, target, body) in tries {
                    let answer = try await gateway.ask(
                        method, target, as: nil, ["Authorization": field],
                        body: body.isEmpty ? nil : Array(body.utf8))
                    try #expect(answer.status == 403 && answer.value("error.code") == "PERMISSION_DENIED")
                }
            }
            let status = try await gateway.status(of: alice.token)
            #expect(status == 200)
        }
    }

    @Test func `nobody ends what is somebody else's, nor learns of it`() async throws {
        try await RunningGateway.with { gateway in
            let (alice, _) = (try await gateway.add("alice"), try await gateway.add("bob"))
            let browser = try await Browser(gateway, as: "bob")
            var told: [String?] = []
            for id in [alice.tokenID.hex, String(repeating: "0", count: 32)] {
                let answer = try await browser.ask("DELETE", CredentialRouteTests.place + "/" + id)
                #expect(answer.status == 404)
                told.append(try answer.value("error.message")?.replacingOccurrences(of: id, with: ""))
            }
            #expect(told[0] == told[1])
            let status = try await gateway.status(of: alice.token)
            #expect(status == 200)
        }
    }

    @Test func `what is no wish for one is told so`() async throws {
        try await RunningGateway.with { gateway in
            _ = try await gateway.add("alice")
            let browser = try await Browser(gateway, as: "alice")
            for text in [
                "", "[]", #"{"kind": "app"}"#, #"{"kind": "session", "label": "x"}"#, #"{"kind": "x", "label": "x"}"#,
                #"{"kind": "app", "label": ""}"#, #"{"kind": "app", "label": " x"}"#,
                #"{"kind": "app", "label": "a\u202eb"}"#,
            ] {
                let answer = try await browser.ask("POST", CredentialRouteTests.place, text)
                try #expect(answer.status == 400 && answer.value("error.code") == "INVALID_ARGUMENT", "\(text)")
            }
            let id = try await browser.ask("DELETE", CredentialRouteTests.place + "/x")
            #expect(id.status == 404)
        }
    }

    private func change(_ browser: Browser, _ old: String, _ new: String, revoke: Bool) async throws -> Answer {
        let body = #"{"old": "\#(old)", "new": "\#(new)", "revoke": \#(revoke)}"#
        return try await browser.ask("PUT", "/api/v1/password", body)
    }

    @Test func `another password ends other browsers, and the rest where that is asked for`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            let (here, there) = (try await Browser(gateway, as: "alice"), try await Browser(gateway, as: "alice"))
            let wrong = try await change(here, "wrong password", "another good one", revoke: true)
            let short = try await change(here, Member.password, "short", revoke: true)
            try #expect(wrong.status == 403 && wrong.value("error.message")?.contains("wrong") == true)
            #expect(short.status == 400)
            let before = try await there.status
            #expect(before == 200)
            let first = try await change(here, Member.password, "another good one", revoke: false)
            #expect(first.status == 204)
            let statuses = [try await here.status, try await there.status, try await gateway.status(of: alice.token)]
            #expect(statuses == [200, 401, 200])
            let old = try await Browser.signIn(gateway, as: "alice")
            let new = try await Browser.signIn(gateway, as: "alice", "another good one")
            #expect(old.status == 401 && new.status == 201)
            let second = try await change(here, "another good one", "a third good one", revoke: true)
            #expect(second.status == 204)
            let (mine, token) = (try await here.status, try await gateway.status(of: alice.token))
            let app = try await ping(gateway, "alice", alice.appPassword)
            #expect(mine == 200 && token == 401 && app == "failed")
        }
    }
}
