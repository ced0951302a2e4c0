import GatewayTestSupport
import Testing

/// A daemon that is away for a while.
@Suite(.timeLimit(.minutes(5))) struct DaemonStateTests {
    @Test func `a daemon that is away is told, without where it is, and one that is back serves`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            try gateway.daemon.put(["a": [1]], for: "alice")
            let serving = try await gateway.ask("GET", "/healthz")
            try #expect(serving.status == 200 && serving.value("status") == "serving")
            gateway.daemon.stop()
            // An answer holds for a moment.
            try await until("it is known to be away") {
                let away = try await gateway.ask("GET", "/healthz")
                return try away.status == 503 && away.value("status") == "unavailable"
            }
            let file = try await gateway.ask("GET", "/api/v1/libraries/main/files/a", as: alice.token)
            try #expect(file.status == 503 && file.value("error.code") == "UNAVAILABLE")
            #expect(file["Retry-After"] != nil && !file.text.contains(gateway.daemon.directory))
            try gateway.daemon.start()
            try await until("it serves") {
                try await gateway.ask("GET", "/api/v1/libraries/main/files/a", as: alice.token).body == [1]
            }
        }
    }
}
