import Glibc
import POSIXSupport
import TTRPC
import Testing

/// What a connection has in flight on which somebody acts for others.
@Suite struct ActingForOthersTests {
    /// Calls that wait keep those of other accounts waiting only once many times as many are in flight.
    @Test(arguments: [(nil, 4), ("who", 12)] as [(String?, Int)])
    func itHasManyTimesAsMuch(_ key: String?, _ expected: Int) throws {
        let gate = Gate()
        var limits = ServerLimits()
        (limits.accountKey, limits.requestsInFlight, limits.accountsInFlight) = (key, 4, 3)
        (limits.restoreThreads, limits.quickThreads) = (64, 64)
        var router = echoRouter()
        router.register(service: service, method: "Hold", lane: .restore) { _, payload in
            gate.pass()
            return payload
        }
        try withServer(router, limits: limits) { path, _ in
            let connection = try RawConnection(path)
            for number in 0..<20 {
                let request = Wire.request(method: "Hold", metadata: ["who": "account \(number)"])
                connection.send(Wire.frame(stream: UInt32(number * 2 + 1), request))
            }
            #expect(gate.waitForArrivals(expected))
            // The next is not read before a reply has left.
            #expect(gate.arrived == expected)
            gate.open()
            for _ in 0..<20 { #expect(connection.receiveReply()?.code == 0) }
        }
    }

    private func limits(_ calls: Int, times accounts: Int) -> ServerLimits {
        var limits = ServerLimits()
        (limits.accountKey, limits.requestsInFlight, limits.accountsInFlight) = ("who", calls, accounts)
        (limits.restoreThreads, limits.quickThreads) = (64, 64)
        return limits
    }

    /// `Hold` waits for the gate, and `Stay` for another one.
    private func router(_ gate: Gate, _ other: Gate = Gate()) -> Router {
        var router = echoRouter()
        for (method, gate) in [("Hold", gate), ("Stay", other)] {
            router.register(service: service, method: method, lane: .restore) { _, payload in
                gate.pass()
                return payload
            }
        }
        return router
    }

    private func frame(_ number: Int, _ method: String, for who: String, bytes: Int = 0) -> [UInt8] {
        let payload = [UInt8](repeating: 7, count: bytes)
        let request = Wire.request(method: method, payload: payload, metadata: ["who": who])
        return Wire.frame(stream: UInt32(number * 2 + 1), request)
    }

    /// By calls, and by the bytes of their requests: one has as many as a connection of its own admits, and more while
    /// half is free.
    @Test(arguments: [(0, 6), (400, 3)]) func noneOfThemKeepsTheOthersFromBeingRead(_ bytes: Int, _ most: Int) throws {
        let gate = Gate()
        var bounds = limits(4, times: 3)
        bounds.requestBytesInFlight = 1000
        try withServer(router(gate), limits: bounds) { path, _ in
            let connection = try RawConnection(path)
            // What there is no method for keeps no place.
            for number in 0..<20 {
                connection.send(frame(number, "None", for: "a", bytes: bytes))
                #expect(connection.receiveReply()?.code == 12)
            }
            for number in 20..<40 { connection.send(frame(number, "Hold", for: "a", bytes: bytes)) }
            for _ in most..<20 { #expect(connection.receiveReply()?.code == 8) }
            #expect(gate.waitForArrivals(most))
            for number in 40..<60 {
                connection.send(frame(number, "Echo", for: "b\(number)", bytes: bytes))
                #expect(connection.receiveReply()?.code == 0)
            }
            #expect(gate.arrived == most)
            gate.open()
            for _ in 0..<most { #expect(connection.receiveReply()?.code == 0) }
        }
    }

    /// Once more than half is taken, each has as many as a connection of its own admits, and no more.
    @Test func whereLessThanHalfIsFreeEachHasItsOwn() throws {
        let (gate, other) = (Gate(), Gate())
        try withServer(router(gate, other), limits: limits(4, times: 3)) { path, _ in
            let connection = try RawConnection(path)
            for number in 0..<7 { connection.send(frame(number, "Stay", for: number < 4 ? "b" : "c")) }
            #expect(other.waitForArrivals(7))
            for number in 7..<11 { connection.send(frame(number, "Hold", for: "a")) }
            #expect(gate.waitForArrivals(4))
            connection.send(frame(11, "Hold", for: "a"))
            let refused = connection.receiveReply()
            #expect(refused?.stream == 23 && refused?.code == 8)
            gate.open()
            other.open()
            for _ in 0..<11 { #expect(connection.receiveReply()?.code == 0) }
        }
    }

    @Test func itsUserHasMoreConnectionsThanOthers() throws {
        var bounds = limits(4, times: 3)
        bounds.exemptUsers = []
        (bounds.connectionsPerUser, bounds.connectionsPerFrontend) = (2, 5)
        try withServer(limits: bounds) { path, server in
            let clients = try (0..<5).map { _ in try Client(path: path) }
            for client in clients { try #expect(client.call("Echo", [1]) == [1]) }
            try #expect(RawConnection(path).isEnded())
            try #expect(clients.first?.call("Echo", [2]) == [2])
            bounds.connectionsPerFrontend = 6
            server.change(to: bounds)
            try #expect(Client(path: path).call("Echo", [3]) == [3])
        }
    }

    @Test func whatOneHadIsGivenBackWithItsReplies() throws {
        let (gate, other) = (Gate(), Gate())
        try withServer(router(gate, other), limits: limits(4, times: 3)) { path, _ in
            let connection = try RawConnection(path)
            for number in 0..<6 { connection.send(frame(number, "Hold", for: "a")) }
            gate.open()
            for _ in 0..<6 { #expect(connection.receiveReply()?.code == 0) }
            // From here on less than half is free.
            for number in 6..<10 { connection.send(frame(number, "Stay", for: "b")) }
            for number in 10..<13 { connection.send(frame(number, "Stay", for: "c")) }
            #expect(other.waitForArrivals(7))
            var number = 13
            var code: UInt8?
            // A place is given back after the reply that was awaited.
            while code != 0, number < 60_000 {
                connection.send(frame(number, "Echo", for: "a"))
                code = connection.receiveReply()?.code
                if code != 0 { usleep(1000) }
                number += 1
            }
            #expect(code == 0)
            other.open()
            for _ in 0..<7 { #expect(connection.receiveReply()?.code == 0) }
        }
    }

    /// Calls that wait for something to happen are not among them.
    @Test func whatIsParkedKeepsNobodyFromBeingRead() throws {
        let bell = Bell()
        try withServer(bell.router(), limits: limits(2, times: 2)) { path, server in
            let connection = try RawConnection(path)
            for number in 0..<20 {
                connection.send(frame(number, "Wait", for: "a"))
                for _ in 0..<60_000 where server.parkedCalls != number + 1 { usleep(1000) }
                #expect(server.parkedCalls == number + 1)
            }
            connection.send(frame(20, "Echo", for: "a"))
            let reply = connection.receiveReply()
            #expect(reply?.stream == 41 && reply?.code == 0)
        }
    }
}
