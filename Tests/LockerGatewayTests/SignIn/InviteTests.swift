import GatewayTestSupport
import LockerGateway
import Testing

/// People who come by an invitation.
@Suite(.timeLimit(.minutes(5))) struct InviteTests {
    private func accept(_ code: String, _ password: String, at gateway: RunningGateway) async throws -> Answer {
        let body = #"{"code": "\#(code)", "password": "\#(password)"}"#
        return try await gateway.ask("POST", "/api/v1/invites/accept", body: Array(body.utf8))
    }

    @Test func `an invitation is accepted once, and its person has an account`() async throws {
        try await RunningGateway.with { gateway in
            let code = try gateway.people.invites.make(for: "carol").code
            let page = try await gateway.ask("GET", "/invite")
            #expect(page.status == 200 && page["Content-Type"]?.hasPrefix("text/html") == true)
            #expect(page["Content-Security-Policy"]?.contains("default-src 'none'") == true)
            // One against the rule does not use it up.
            let short = try await accept(code, "short", at: gateway)
            #expect(short.status == 400)
            let first = try await accept(code, "a good password", at: gateway)
            try #expect(first.status == 201 && first.value("name") == "carol")
            for password in ["a good password", "another password"] {
                let again = try await accept(code, password, at: gateway)
                try #expect(again.status == 403 && again.value("error.code") == "PERMISSION_DENIED")
            }
            let body = #"{"name": "carol", "password": "a good password", "label": "laptop"}"#
            let made = try await gateway.ask("POST", "/api/v1/tokens", body: Array(body.utf8))
            let token = try #require(try made.value("token"))
            try await until("carol has an account") { try await gateway.status(of: token) == 200 }
        }
    }

    @Test func `of two who accept it at once one is the person`() async throws {
        try await RunningGateway.with { gateway in
            let code = try gateway.people.invites.make(for: "carol").code
            async let one = accept(code, "a good password", at: gateway)
            async let other = accept(code, "another password", at: gateway)
            let statuses = try await [one.status, other.status].sorted()
            #expect(statuses == [201, 403])
        }
    }

    @Test func `what was never one, or was taken back, is refused the same`() async throws {
        try await RunningGateway.with { gateway in
            let code = try gateway.people.invites.make(for: "carol").code
            _ = try gateway.people.invites.withdraw("carol")
            let back = try await accept(code, "a good password", at: gateway)
            let never = try await accept(String(repeating: "x", count: code.count), "a good password", at: gateway)
            #expect(back.status == 403 && never.status == 403)
            try #expect(back.value("error.message") == never.value("error.message"))
            let none = try await gateway.ask("POST", "/api/v1/invites/accept", body: Array("{}".utf8))
            #expect(none.status == 400)
        }
    }
}
