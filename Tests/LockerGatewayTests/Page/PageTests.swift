import Foundation
import GatewayTestSupport
import LockerGateway
import Testing

/// The pages, as browsers are given them.
@Suite(.timeLimit(.minutes(5))) struct PageTests {
    /// What stands between `before` and the next quotation mark, each time.
    private func values(_ before: String, in text: String) -> [String] {
        text.components(separatedBy: before).dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    @Test func `a page runs files of the gateway's own, and nothing that stands in it`() async throws {
        try await RunningGateway.with { gateway in
            for target in ["/", "/invite"] {
                let page = try await gateway.ask("GET", target)
                #expect(page.status == 200 && page["Content-Type"] == "text/html; charset=utf-8")
                #expect(page["Cache-Control"] == "no-store" && page["X-Content-Type-Options"] == "nosniff")
                let policy = try #require(page["Content-Security-Policy"])
                for rule in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"] {
                    #expect(policy.contains(rule))
                }
                #expect(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains("*"))
                for inline in ["<style", " style=", " onclick=", " onsubmit=", "javascript:"] {
                    #expect(!page.text.contains(inline))
                }
                #expect(values("<script", in: page.text).allSatisfy { $0.hasPrefix(" type=") })
                #expect(!page.text.contains("//"), "nothing of anybody else's")
            }
        }
    }

    @Test func `what a page refers to is there, and is kept for ever`() async throws {
        try await RunningGateway.with { gateway in
            var names: Set<String> = []
            for target in ["/", "/invite"] {
                let page = try await gateway.ask("GET", target)
                names.formUnion(values("\"page/", in: page.text))
            }
            #expect(names.count == 4)
            for name in names {
                let file = try await gateway.ask("GET", "/page/\(name)")
                #expect(file.status == 200 && !file.body.isEmpty)
                #expect(file["Cache-Control"]?.contains("immutable") == true)
                let type = name.hasSuffix(".js") ? "text/javascript" : name.hasSuffix(".css") ? "text/css" : "image/svg"
                #expect(file["Content-Type"]?.hasPrefix(type) == true)
            }
            let other = try await gateway.ask("GET", "/page/other.js")
            #expect(other.status == 404)
        }
    }

    @Test func `what somebody has uploaded is no script of the page`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            try gateway.daemon.put(["evil.js": Array("alert(1)".utf8)], for: "alice")
            let file = try await gateway.ask("GET", "/api/v1/libraries/main/files/evil.js", as: alice.token)
            #expect(file["Content-Type"]?.contains("javascript") == false)
            #expect(file["X-Content-Type-Options"] == "nosniff")
        }
    }
}
