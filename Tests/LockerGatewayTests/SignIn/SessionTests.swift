import GatewayTestSupport
import LockerGateway
import People
import Testing

/// Browsers that sign in, and what they may do.
@Suite(.timeLimit(.minutes(5))) struct SessionTests {
    @Test func `a browser signs in with the password, and out`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            let answer = try await Browser.signIn(gateway, as: "alice")
            try #expect(answer.status == 201 && answer.value("name") == "alice")
            #expect(!answer.text.contains("lk_"), "only the cookie has it")
            let browser = try await Browser(gateway, as: "alice")
            #expect(browser.cookie.hasPrefix("locker=lk_"))
            #expect(browser.setCookie.contains("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict"))
            let status = try await browser.status
            #expect(status == 200)
            let end = try await browser.ask("DELETE", "/api/v1/sessions/current")
            #expect(end.status == 204 && end["Set-Cookie"]?.hasPrefix("locker=; ") == true)
            let (late, token) = (try await browser.status, try await gateway.status(of: alice.token))
            #expect(late == 401 && token == 200)
        }
    }

    @Test func `behind TLS the cookie is for TLS alone`() async throws {
        try await RunningGateway.with { gateway in
            _ = try await gateway.add("alice")
            let fields = Browser.own.merging(["X-Forwarded-Proto": "https"]) { field, _ in field }
            let answer = try await Browser.signIn(gateway, as: "alice", Member.password, fields)
            let said = try #require(answer["Set-Cookie"])
            #expect(said.hasPrefix("__Host-locker=lk_") && said.hasSuffix("; Secure"))
            let cookie = ["Cookie": String(said.prefix { $0 != ";" })]
            let tls = cookie.merging(["X-Forwarded-Proto": "https"]) { field, _ in field }
            let (with, without) = (
                try await gateway.ask("GET", "/api/v1/libraries", as: nil, tls).status,
                try await gateway.ask("GET", "/api/v1/libraries", as: nil, cookie).status
            )
            #expect(with == 200 && without == 401)
        }
    }

    @Test func `wrong tries are answered with one word, and put off`() async throws {
        try await RunningGateway.with { gateway in
            _ = try await gateway.add("alice")
            let here = Browser.own.merging(["X-Forwarded-For": "192.0.2.9"]) { field, _ in field }
            var statuses: [Int] = []
            for name in ["alice", "nobody"] {
                let answer = try await Browser.signIn(gateway, as: name, "wrong password", here)
                try #expect(answer.value("error.code") == "UNAUTHENTICATED" && answer["Set-Cookie"] == nil)
            }
            for _ in 0..<60 where statuses.last != 429 {
                statuses.append(try await Browser.signIn(gateway, as: "nobody", "wrong password", here).status)
            }
            #expect(statuses.first == 401 && statuses.last == 429)
        }
    }

    @Test func `the cookie is worth nothing to players, to locker and as a token`() async throws {
        try await RunningGateway.with { gateway in
            _ = try await gateway.add("alice")
            let browser = try await Browser(gateway, as: "alice")
            let rest = "/rest/ping?f=json&v=1.16.1&c=test"
            let ping = try await browser.ask("GET", rest)
            try #expect(ping.value("subsonic-response.status") == "failed")
            let secret = String(browser.cookie.dropFirst("locker=".count))
            let key = try await gateway.ask("GET", rest + "&apiKey=\(secret)")
            try #expect(key.value("subsonic-response.status") == "failed")
            let bearer = try await gateway.status(of: secret)
            #expect(bearer == 401)
        }
    }

    @Test func `another site's page does nothing with it`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            let browser = try await Browser(gateway, as: "alice")
            let credential = "/api/v1/credentials/\(alice.tokenID.hex)"
            let wish = #"{"kind": "token", "label": "theirs"}"#
            let changes: [(String, String, String?)] = [
                ("POST", "/api/v1/credentials", wish), ("DELETE", credential, nil),
                ("PUT", "/api/v1/libraries/main/files/x", "x"), ("DELETE", "/api/v1/sessions/current", nil),
            ]
            let sites: [[String: String]] = [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "https://evil.example"],
                ["Origin": "null"], [:],
            ]
            for fields in sites {
                for (method, target, body) in changes {
                    let answer = try await browser.ask(method, target, body, fields)
                    #expect(answer.status == 403, "\(method) \(target) \(fields)")
                }
                let signIn = try await Browser.signIn(gateway, as: "alice", Member.password, fields)
                #expect(signIn.status == 403 && signIn["Set-Cookie"] == nil, "\(fields)")
            }
            let own = try await browser.ask("GET", "/api/v1/libraries", nil, ["Origin": "http://locker.test"])
            let (status, token) = (try await browser.status, try await gateway.status(of: alice.token))
            #expect(own.status == 200 && status == 200 && token == 200)
        }
    }

    @Test func `a session ends within a second when it is revoked, and with its person`() async throws {
        try await RunningGateway.with { gateway in
            _ = try await gateway.add("alice")
            let (first, second) = (try await Browser(gateway, as: "alice"), try await Browser(gateway, as: "alice"))
            let listed = try gateway.people.credentials.all(of: "alice").filter { $0.kind == .session }
            #expect(listed.count == 2)
            // Of two that were made in one second either may be the first in the list.
            let one = try #require(listed.first)
            _ = try gateway.people.credentials.revoke(one.id)
            try await until("one is over") {
                let statuses = [try await first.status, try await second.status]
                return statuses.sorted() == [200, 401]
            }
            _ = try gateway.people.persons.setDisabled(true, "alice")
            try await until("both are") {
                let statuses = [try await first.status, try await second.status]
                return statuses == [401, 401]
            }
        }
    }
}
