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
}
