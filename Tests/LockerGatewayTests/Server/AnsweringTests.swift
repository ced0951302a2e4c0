import GatewayTestSupport
import LockerGateway
import Testing

/// Answers on their way.
@Suite struct AnsweringTests {
    @Test func `an answer to HEAD has no body, whatever it tells`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            try await blocking {
                let line = try gateway.connect()
                for target in ["/healthz", "/nowhere", "/api/v1/blobs/zz", "/rest/ping?v=1.16.1&c=test"] {
                    let answer = try line.exchange(RunningGateway.request("HEAD", target, as: alice.token))
                    #expect(answer["Content-Length"] != nil)
                    // A body would be taken for this one.
                    try #expect(line.exchange(RunningGateway.request("GET", "/healthz")).status == 200)
                }
            }
        }
    }

    @Test func `who leaves a long answer unread is not waited for`() async throws {
        let isImpatient: (inout GatewayOptions, String) -> Void = { options, _ in options.limits.idleSeconds = 1 }
        try await RunningGateway.with(isImpatient) { gateway in
            let alice = try await gateway.add("alice")
            let name = String(repeating: "a", count: 200)
            var files: [String: [UInt8]] = [:]
            for number in 0..<3000 { files["\(name)\(number)"] = [1] }
            try gateway.daemon.put(files, for: "alice")
            try await blocking {
                let line = try gateway.connect()
                let target = "/api/v1/libraries/main/entries?limit=10000"
                line.send(RunningGateway.request("GET", target, as: alice.token).head)
                #expect(line.endsByItself())
            }
        }
    }

    @Test func `an account has two archives at a time`() async throws {
        try await RunningGateway.with { gateway in
            let (alice, bob) = (try await gateway.add("alice"), try await gateway.add("bob"))
            let (target, size) = ("/api/v1/libraries/main/zip", 8 << 20)
            for name in ["alice", "bob"] {
                try gateway.daemon.put(["a": [UInt8](repeating: 7, count: size)], for: name)
            }
            try await blocking {
                let lines = [try gateway.connect(), try gateway.connect()]
                for line in lines {
                    line.send(RunningGateway.request("GET", target, as: alice.token).head)
                    try #expect(line.head().status == 200)
                }
                let line = try gateway.connect()
                try #expect(line.exchange(RunningGateway.request("GET", target, as: alice.token)).status == 429)
                let other = try gateway.connect()
                try #expect(other.exchange(RunningGateway.request("GET", target, as: bob.token)).status == 200)
                // Those that are sent are whole all the same.
                for line in lines { try #expect(line.read(size).count == size) }
            }
            try await until("there is room again") {
                try await gateway.ask("HEAD", target, as: alice.token).status == 200
            }
        }
    }

    @Test func `a page begins where it is said to, or nowhere`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            try gateway.daemon.put(["a": [1], "b": [2]], for: "alice")
            let target = "/api/v1/libraries/main/entries"
            let page = try await gateway.ask("GET", target + "?limit=1", as: alice.token)
            let next = try #require(try page.value("next"))
            let rest = try await gateway.ask("GET", target + "?after=\(next)", as: alice.token)
            try #expect(rest.value("entries.0.path") == "b")
            let wrong = try await gateway.ask("GET", target + "?after=%25%25", as: alice.token)
            #expect(wrong.status == 400)
        }
    }
}
