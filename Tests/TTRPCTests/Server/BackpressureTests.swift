import POSIXSupport
import TTRPC
import Testing

@Suite struct BackpressureTests {
    @Test func aClientThatNeverReadsIsBoundedHurtsNobodyAndIsCutOff() throws {
        let calls = Gate()
        let ended = Disconnections()
        calls.open()
        var limits = ServerLimits()
        limits.requestsInFlight = 4
        limits.quickThreads = 2
        limits.stallSeconds = 2
        var router = echoRouter()
        router.register(service: service, method: "Big", lane: .quick) { _, _ in
            calls.pass()
            return [UInt8](repeating: 1, count: 3 << 20)
        }
        try withServer(router, limits: limits, disconnections: ended) { path, _ in
            let bystander = try Client(path: path)
            let connection = try RawConnection(path)
            for number in 0..<40 {
                connection.send(Wire.frame(stream: UInt32(number * 2 + 1), Wire.request(method: "Big")))
            }
            #expect(calls.waitForArrivals(4))
            for number in 0..<200 { #expect(try bystander.call("Echo", [UInt8(number)]) == [UInt8(number)]) }
            #expect(ended.wait(for: 1))
            // No reply has left, so that no fifth request was ever taken.
            #expect(calls.arrived == 4)
            #expect(connection.isEnded())
            #expect(try bystander.call("Echo", [7]) == [7])
        }
    }

    @Test func aClientThatReadsLateGetsEveryReply() throws {
        var router = echoRouter()
        router.register(service: service, method: "Big", lane: .restore) { _, _ in
            [UInt8](repeating: 1, count: 1 << 20)
        }
        try withServer(router) { path, _ in
            let bystander = try Client(path: path)
            let connection = try RawConnection(path)
            for number in 0..<40 {
                connection.send(Wire.frame(stream: UInt32(number * 2 + 1), Wire.request(method: "Big")))
            }
            #expect(try bystander.call("Echo", [7]) == [7])
            var streams: Set<UInt32> = []
            for _ in 0..<40 {
                guard let reply = connection.receiveReply(), reply.code == 0 else { break }
                streams.insert(reply.stream)
            }
            #expect(streams.count == 40)
        }
    }

    @Test func requestBytesInFlightAreBounded() throws {
        let gate = Gate()
        var limits = ServerLimits()
        limits.requestBytesInFlight = 100_000
        limits.restoreThreads = 4
        var router = echoRouter()
        router.register(service: service, method: "Hold", lane: .restore) { _, payload in
            gate.pass()
            return payload
        }
        try withServer(router, limits: limits) { path, _ in
            let client = try Client(path: path)
            let bystander = try Client(path: path)
            let threads = try (0..<4).map { _ in
                try Thread("holder") { _ = try? client.call("Hold", [UInt8](repeating: 1, count: 40_000)) }
            }
            #expect(gate.waitForArrivals(2))
            for number in 0..<100 { #expect(try bystander.call("Echo", [UInt8(number)]) == [UInt8(number)]) }
            #expect(gate.arrived == 2)
            gate.open()
            for thread in threads { thread.join() }
            #expect(gate.arrived == 4)
            // More than the limit, alone: goes through.
            #expect(try client.call("Hold", [UInt8](repeating: 1, count: 200_000)).count == 200_000)
        }
    }

    @Test func connectionsOverTheLimitAreClosedAtOnce() throws {
        var limits = ServerLimits()
        limits.connections = 2
        try withServer(limits: limits) { path, _ in
            let first = try Client(path: path)
            let second = try Client(path: path)
            #expect(try first.call("Echo", [1]) == [1])
            #expect(try second.call("Echo", [1]) == [1])
            #expect(try RawConnection(path).isEnded())
            #expect(try first.call("Echo", [1]) == [1])
        }
    }

    @Test func aUserHasNoMoreConnectionsThanOneMay() throws {
        var limits = ServerLimits()
        limits.connectionsPerUser = 2
        try withServer(limits: limits) { path, _ in
            // Whoever runs the server is exempt, and so are these.
            let clients = try (0..<3).map { _ in try Client(path: path) }
            for client in clients { #expect(try client.call("Echo", [1]) == [1]) }
        }
        limits.exemptUsers = []
        try withServer(limits: limits) { path, _ in
            let first = try Client(path: path)
            let second = try Client(path: path)
            #expect(try first.call("Echo", [1]) == [1])
            #expect(try second.call("Echo", [1]) == [1])
            #expect(try RawConnection(path).isEnded())
            #expect(try first.call("Echo", [1]) == [1])
        }
    }

    @Test func thePlaceOfAConnectionThatEndedIsFree() throws {
        var limits = ServerLimits()
        limits.connections = 1
        let ended = Disconnections()
        try withServer(limits: limits, disconnections: ended) { path, _ in
            var answered = 0
            // The place is given back just after the connection is reported over, so that a try may come too early.
            for _ in 0..<10_000 where answered < 3 {
                let client = try Client(path: path)
                guard (try? client.call("Echo", [1])) == [1] else { continue }
                client.close()
                answered += 1
                #expect(ended.wait(for: answered))
            }
            #expect(answered == 3)
        }
    }
}
