import POSIXSupport
import TTRPC
import Testing

@Suite struct ConcurrencyTests {
    @Test func manyThreadsShareOneConnection() throws {
        var router = echoRouter()
        router.register(service: service, method: "BulkEcho", lane: .restore) { _, payload in payload }
        try withServer(router) { path, _ in
            let client = try Client(path: path)
            let wrong = Monitor(0)
            try onThreads(64) { number in
                for round in 0..<30 {
                    let payload = [UInt8](repeating: UInt8(number), count: number * round * 37)
                    let answer = try? client.call(round % 3 == 0 ? "BulkEcho" : "Echo", payload)
                    if answer != payload { wrong.withLock { $0 += 1 } }
                }
            }
            #expect(wrong.withLock { $0 } == 0)
        }
    }

    @Test(arguments: Lane.allCases)
    func callsOfOtherLanesAreAnsweredWhileEveryThreadOfOneIsHeld(lane: Lane) throws {
        let gate = Gate()
        var limits = ServerLimits()
        (limits.quickThreads, limits.commitThreads) = (2, 2)
        (limits.ingestThreads, limits.restoreThreads) = (2, 2)
        // One account has half of the threads: two hold them all.
        limits.accountKey = "who"
        var router = Router()
        router.register(service: service, method: "Hold", lane: lane) { _, _ in
            gate.pass()
            return [9]
        }
        let others = Lane.allCases.filter { $0 != lane }
        for other in others {
            router.register(service: service, method: "Echo-\(other)", lane: other) { _, payload in payload }
        }
        try withServer(router, limits: limits) { path, _ in
            let client = try Client(path: path)
            let held = Monitor(0)
            let holders = try (0..<4).map { number in
                try Thread("holder") {
                    let answer = try? client.call(
                        service: service, method: "Hold", payload: [], metadata: ["who": "\(number % 2)"])
                    if answer == [9] { held.withLock { $0 += 1 } }
                }
            }
            #expect(gate.waitForArrivals(2))
            for number in 0..<200 {
                let other = others[number % others.count]
                #expect(try client.call("Echo-\(other)", [UInt8(number)]) == [UInt8(number)])
            }
            #expect(held.withLock { $0 } == 0)
            #expect(gate.arrived == 2)
            gate.open()
            for holder in holders { holder.join() }
            #expect(held.withLock { $0 } == 4)
        }
    }
}
