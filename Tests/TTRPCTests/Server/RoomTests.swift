import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

/// Connections that make room, and limits that change while a server serves.
@Suite struct RoomTests {
    /// Whoever runs the tests is a user as any other here, and their connections are all of one user.
    private var limits: ServerLimits {
        var limits = ServerLimits()
        limits.exemptUsers = []
        return limits
    }

    @Test func otherLimitsHoldForConnectionsToComeAndLeaveThoseThatAreOpen() throws {
        var limits = limits
        limits.connectionsPerUser = 1
        try withServer(limits: limits) { path, server in
            let first = try Client(path: path)
            #expect(try first.call("Echo", [1]) == [1])
            #expect(try RawConnection(path).isEnded())
            limits.connectionsPerUser = 2
            server.change(to: limits)
            let second = try Client(path: path)
            #expect(try second.call("Echo", [2]) == [2] && first.call("Echo", [1]) == [1])
            limits.connectionsPerUser = 1
            server.change(to: limits)
            #expect(try RawConnection(path).isEnded())
            #expect(try first.call("Echo", [1]) == [1] && second.call("Echo", [2]) == [2])
        }
    }

    @Test func memoryThatIsSharedOutMayGrowAndShrink() throws {
        var limits = limits
        limits.messageBytes = ServerLimits.leastMessageBytes
        try withServer(limits: limits) { path, server in
            let client = try Client(path: path)
            let payload = [UInt8](repeating: 7, count: 3 << 20)
            for size in [1 << 30, ServerLimits.leastMessageBytes, 256 << 20] {
                limits.messageBytes = size
                server.change(to: limits)
                #expect(try client.call("Echo", payload) == payload)
            }
        }
    }

    @Test func anErrorsDomainAndDetailsCrossTheWire() throws {
        var router = echoRouter()
        router.register(service: service, method: "Fail", lane: .quick) { (context, _) throws(RPCError) in
            throw RPCError(
                .notFound, "no", reason: "NOT_FOUND", domain: "test.v1",
                details: ["path": "a/b", "stream": "\(context.stream)"])
        }
        router.register(service: service, method: "Break", lane: .quick) { (_, _) throws(RPCError) in
            throw RPCError(.internal, "no", domain: "test.v1", details: ["path": "a/b"])
        }
        try withServer(router) { path, _ in
            let client = try Client(path: path)
            let error = rpcError { _ = try client.call("Fail") }
            #expect(error?.reason == "NOT_FOUND" && error?.domain == "test.v1")
            #expect(error?.details == ["path": "a/b", "stream": "1"])
            let plain = rpcError { _ = try client.call("Break") }
            #expect(plain == RPCError(.internal, "no") && plain?.reason == nil)
        }
    }
}
