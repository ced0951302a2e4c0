import GatewayTestSupport
import LockerGateway
import Testing

/// How much there may be at a time.
@Suite(.timeLimit(.minutes(5))) struct LimitTests {
    @Test func `connections beyond what may be open are closed, until one has ended`() async throws {
        let change: (inout GatewayOptions, String) -> Void = { options, _ in options.limits.connections = 3 }
        try await RunningGateway.with(change) { gateway in
            // The one that was tried to see whether it listens may have a place for a moment.
            var lines = try await open(3, at: gateway)
            let isRefused = try await blocking { (try? gateway.connect())?.endsByItself() ?? true }
            #expect(isRefused)
            let first = lines[0]
            let answer = try await blocking { try first.exchange(RunningGateway.request("GET", "/healthz")) }
            #expect(answer.status == 200)
            lines.removeLast()
            try await until("there is a place") {
                let answer = try? await gateway.ask("GET", "/healthz")
                return answer?.status == 200
            }
        }
    }

    /// Connections that are served, each held open.
    private func open(_ count: Int, at gateway: RunningGateway) async throws -> [HTTPLine] {
        var lines: [HTTPLine] = []
        try await until("\(count) connections are served") {
            let line = try await blocking { () -> HTTPLine? in
                let line = try gateway.connect()
                let answer = try? line.exchange(RunningGateway.request("GET", "/healthz"))
                return answer?.status == 200 ? line : nil
            }
            if let line { lines.append(line) }
            return lines.count == count
        }
        return lines
    }

    @Test func `places are counted by address, but for proxies`() {
        var limits = GatewayLimits()
        (limits.connections, limits.connectionsPerAddress) = (5, 2)
        let places = OpenConnections(limits, proxies: ["127.0.0.1"], metrics: HTTPMetrics())
        #expect(places.take("a") && places.take("a") && !places.take("a"))
        #expect(places.take("127.0.0.1") && places.take("127.0.0.1") && places.take("127.0.0.1"))
        // All five are taken.
        #expect(!places.take("127.0.0.1") && !places.take("b") && !places.take("unix"))
        places.give(back: "a")
        #expect(places.take("a") && !places.take("b"))
    }

    @Test func `requests beyond what one may send are put off, and nobody else's`() async throws {
        let change: (inout GatewayOptions, String) -> Void = { options, _ in
            (options.limits.requestsPerSecond, options.limits.requestBurst) = (0.001, 50)
        }
        try await RunningGateway.with(change) { gateway in
            let (alice, bob) = (try await gateway.add("alice"), try await gateway.add("bob"))
            var last: Answer?
            for _ in 0..<100 where last?.status != 429 {
                last = try await gateway.ask("GET", "/api/v1/libraries", as: alice.token)
            }
            #expect(last?.status == 429 && last?["Retry-After"] != nil)
            try #expect(last?.value("error.code") == "TOO_MANY")
            let other = try await gateway.status(of: bob.token)
            #expect(other == 200)
            let target = "/rest/ping?f=json&v=1.16.1&c=test&apiKey=\(alice.token)"
            let ping = try await gateway.ask("GET", target)
            try #expect(ping.value("subsonic-response.status") == "failed")
        }
    }

    @Test func `heads and lines that are too long are refused, and the others served`() async throws {
        try await RunningGateway.with { gateway in
            let long = String(repeating: "x", count: 1 << 20)
            let asks = [
                RunningGateway.request("GET", "/healthz?" + long),
                RunningGateway.request("GET", "/healthz", ["X-Long": long]),
                RunningGateway.request(
                    "GET", "/healthz", ["X-Many": String(repeating: "a\r\nX-Many: ", count: 100_000)]),
            ]
            for ask in asks {
                let answer = try await blocking { () -> Answer? in
                    let line = try gateway.connect()
                    line.send(ask.head)
                    return try? line.head()
                }
                #expect(answer.map { (400..<500).contains($0.status) } ?? true)
            }
            let query = String(repeating: "y", count: 60_000)
            let right = try await gateway.ask("GET", "/healthz?" + query)
            #expect(right.status == 200)
        }
    }
}
