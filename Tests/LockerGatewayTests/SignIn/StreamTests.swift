import GatewayTestSupport
import LockerGateway
import People
import Testing

/// What is sent to who is shut out meanwhile.
@Suite(.timeLimit(.minutes(5))) struct StreamTests {
    private static let bytes = [UInt8](repeating: 7, count: 24 << 20)
    private static let target = "/api/v1/libraries/main/files/long"

    /// Begins to read a long file of somebody's, and leaves the rest where it is.
    private func begin(_ gateway: RunningGateway, _ member: Member, _ target: String) async throws -> HTTPLine {
        try gateway.daemon.put(["long": StreamTests.bytes], for: member.name)
        let ask = RunningGateway.request("GET", target, as: member.token)
        return try await blocking {
            let line = try gateway.connect()
            line.send(ask.head)
            let head = try line.head()
            #expect(head.status == 200)
            _ = try line.read(1000)
            return line
        }
    }

    /// The line of alice ends and that of bob does not.
    private func expectEnd(
        _ gateway: RunningGateway, _ alice: Member, _ bob: Member, target: String = StreamTests.target,
        _ shutOut: () throws -> Void
    ) async throws {
        let (hers, his) = (
            try await begin(gateway, alice, target), try await begin(gateway, bob, StreamTests.target)
        )
        try shutOut()
        let isEnded = try await blocking { hers.endsByItself() }
        #expect(isEnded)
        let (left, rest) = try await blocking {
            (try? hers.readToEnd(), try his.read(StreamTests.bytes.count - 1000))
        }
        #expect((left?.count ?? 0) < StreamTests.bytes.count / 2)
        #expect(rest.count == StreamTests.bytes.count - 1000)
        let (status, other) = (try await gateway.status(of: alice.token), try await gateway.status(of: bob.token))
        #expect(status == 401 && other == 200)
    }

    @Test func `a token that is revoked ends what is sent with it`() async throws {
        try await RunningGateway.with { gateway in
            let (alice, bob) = (try await gateway.add("alice"), try await gateway.add("bob"))
            try await expectEnd(gateway, alice, bob) {
                _ = try gateway.people.credentials.revoke(alice.tokenID)
            }
        }
    }

    @Test func `a person who is disabled is sent nothing more`() async throws {
        try await RunningGateway.with { gateway in
            let (alice, bob) = (try await gateway.add("alice"), try await gateway.add("bob"))
            try await expectEnd(gateway, alice, bob, target: "/api/v1/libraries/main/zip") {
                _ = try gateway.people.persons.setDisabled(true, "alice")
            }
        }
    }

    @Test func `an upload ends with its token, and leaves nothing`() async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            let fields = ["Expect": "100-continue", "Content-Length": "2000000"]
            let put = RunningGateway.request("PUT", "/api/v1/libraries/main/files/up", as: alice.token, fields)
            let line = try await blocking {
                let line = try gateway.connect()
                line.send(put.head)
                let leave = try line.head()
                #expect(leave.status == 100)
                line.send([UInt8](repeating: 1, count: 1_000_000))
                return line
            }
            _ = try gateway.people.credentials.revoke(alice.tokenID)
            let isEnded = try await blocking { line.endsByItself() }
            #expect(isEnded)
            #expect(throws: (any Error).self) { try gateway.daemon.entries(for: "alice") }
        }
    }

    @Test func `a client that takes nothing is let go`() async throws {
        let change: (inout GatewayOptions, String) -> Void = { options, _ in options.limits.idleSeconds = 5 }
        try await RunningGateway.with(change) { gateway in
            let alice = try await gateway.add("alice")
            let line = try await begin(gateway, alice, StreamTests.target)
            let isEnded = try await blocking { line.endsByItself() }
            #expect(isEnded)
        }
    }
}
