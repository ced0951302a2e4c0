import POSIXSupport
import TTRPC
import Testing

/// Users of these servers act for others, whom the key `who` names.
@Suite struct FairnessTests {
    @Test func anAccountHasHalfOfTheThreads() throws {
        let gate = Gate()
        try withServer(holdingRouter(gate), limits: limits) { path, _ in
            let client = try Client(path: path)
            let holders = try (0..<10).map { _ in
                try Thread("holder") { _ = try? call(client, "Hold", for: "a") }
            }
            #expect(gate.waitForArrivals(2))
            for number in 0..<100 { #expect(try call(client, "Echo", [UInt8(number)], for: "b") == [UInt8(number)]) }
            #expect(gate.arrived == 2)
            gate.open()
            for holder in holders { holder.join() }
            #expect(gate.arrived == 10)
        }
    }

    @Test func whoComesLateDoesNotWaitForAllThatOthersHaveSent() throws {
        let gate = Gate()
        let order = Monitor<[String]>([])
        var limits = limits
        limits.restoreThreads = 1
        limits.requestsInFlight = 64
        var router = holdingRouter(gate)
        router.register(service: service, method: "Note", lane: .restore) { context, _ in
            order.withLock { $0.append(context.metadata["who"] ?? "") }
            return []
        }
        try withServer(router, limits: limits) { path, _ in
            let connections = try ["a", "b"].map { ($0, try RawConnection(path)) }
            connections[0].1.send(Wire.frame(stream: 1, Wire.request(method: "Hold", metadata: ["who": "a"])))
            #expect(gate.waitForArrivals(1))
            for (who, connection) in connections {
                for number in 1...30 {
                    connection.send(
                        Wire.frame(
                            stream: UInt32(2 * number + 1), Wire.request(method: "Note", metadata: ["who": who])))
                }
                // Frames are taken in order: once this one is answered by its own lane, the others wait in theirs.
                connection.send(Wire.frame(stream: 101, Wire.request(method: "Quick")))
                #expect(connection.receiveReply()?.stream == 101)
            }
            gate.open()
            for _ in 0..<31 { #expect(connections[0].1.receiveReply()?.code == 0) }
            for _ in 0..<30 { #expect(connections[1].1.receiveReply()?.code == 0) }
            let first = order.withLock { $0.prefix(40) }
            #expect(first.filter { $0 == "a" }.count == 20 && first.filter { $0 == "b" }.count == 20)
        }
    }

    @Test func whoReadsNoRepliesLeavesMemoryForTheOthers() throws {
        let calls = Gate()
        calls.open()
        var limits = limits
        limits.messageBytes = 32 << 20
        limits.restoreThreads = 8
        var router = holdingRouter(Gate())
        router.register(service: service, method: "Big", lane: .restore) { _, _ in
            calls.pass()
            return [UInt8](repeating: 1, count: 3 << 20)
        }
        try withServer(router, limits: limits) { path, _ in
            let client = try Client(path: path)
            do {
                let connections = try (0..<10).map { _ in try RawConnection(path) }
                for connection in connections {
                    for stream in [UInt32(1), 3] {
                        connection.send(Wire.frame(stream: stream, Wire.request(method: "Big", metadata: ["who": "a"])))
                    }
                }
                // 3 MiB each, and 4 MiB more to begin another: five fit in what half of 32 MiB is.
                #expect(calls.waitForArrivals(5))
                for _ in 0..<5 { #expect(try call(client, "Big", for: "b").count == 3 << 20) }
                for number in 0..<50 { #expect(try call(client, "Echo", [UInt8(number)], for: "b") == [UInt8(number)]) }
                #expect(calls.arrived == 10)
                withExtendedLifetime(connections) {}
            }
            #expect(try call(client, "Echo", [3], for: "a") == [3])
        }
    }

    private var limits: ServerLimits {
        var limits = ServerLimits()
        limits.restoreThreads = 4
        limits.accountKey = "who"
        return limits
    }

    private func holdingRouter(_ gate: Gate) -> Router {
        var router = Router()
        router.register(service: service, method: "Hold", lane: .restore) { _, payload in
            gate.pass()
            return payload
        }
        router.register(service: service, method: "Echo", lane: .restore) { _, payload in payload }
        router.register(service: service, method: "Quick", lane: .quick) { _, payload in payload }
        return router
    }
}

private func call(_ client: Client, _ method: String, _ payload: [UInt8] = [], for who: String) throws -> [UInt8] {
    try client.call(service: service, method: method, payload: payload, metadata: ["who": who])
}
