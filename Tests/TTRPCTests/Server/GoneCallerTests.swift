import Glibc
import POSIXSupport
import TTRPC
import Testing

/// What becomes of the calls of a connection whose client has gone.
@Suite struct GoneCallerTests {
    /// A router whose method `Work` works, a step a millisecond, until it is not wanted any more, and says why in its
    /// answer.
    private func workingRouter(_ begun: Gate, _ reasons: Monitor<[Cancellation.Reason]> = Monitor([])) -> Router {
        begun.open()
        var router = echoRouter()
        router.register(service: service, method: "Work", lane: .restore) { context, _ in
            begun.pass()
            for _ in 0..<60_000 {
                if let reason = context.cancellation.reason {
                    reasons.withLock { $0.append(reason) }
                    return [1]
                }
                usleep(1000)
            }
            return [2]
        }
        return router
    }

    /// So few calls run at a time of one who calls: two.
    private func limits(inFlight: Int) -> ServerLimits {
        var limits = ServerLimits()
        limits.restoreThreads = 4
        limits.requestsInFlight = inFlight
        return limits
    }

    private func send(_ count: Int, on connection: RawConnection) {
        for number in 0..<count {
            connection.send(Wire.frame(stream: UInt32(number * 2 + 1), Wire.request(method: "Work")))
        }
    }

    /// All of them wait for a thread; or only some, and the others have not been read yet.
    @Test(arguments: [64, 4]) func whatWaitsIsDroppedAndWhatRunsIsGivenUp(_ inFlight: Int) throws {
        let (begun, ended) = (Gate(), Disconnections())
        let reasons = Monitor<[Cancellation.Reason]>([])
        try withServer(
            workingRouter(begun, reasons), limits: limits(inFlight: inFlight), disconnections: ended
        ) { path, server in
            let bystander = try Client(path: path)
            let connection = try RawConnection(path)
            send(40, on: connection)
            #expect(begun.waitForArrivals(2))
            withExtendedLifetime(consume connection) {}
            #expect(ended.wait(for: 1))
            #expect(begun.arrived == 2)
            #expect(reasons.withLock { $0 } == [.abandoned, .abandoned])
            #expect(try bystander.call("Echo", [7]) == [7])
        }
    }

    @Test func aStopDoesNotWaitForThem() throws {
        let begun = Gate()
        try withServer(workingRouter(begun), limits: limits(inFlight: 64)) { path, server in
            let connection = try RawConnection(path)
            send(40, on: connection)
            #expect(begun.waitForArrivals(2))
            let stopper = try Thread("stopper") { server.stop() }
            withExtendedLifetime(consume connection) {}
            stopper.join()
            #expect(begun.arrived == 2)
        }
    }

    @Test func theCallsOfOthersWaitOn() throws {
        let (begun, ended) = (Gate(), Disconnections())
        var router = workingRouter(begun)
        router.register(service: service, method: "Note", lane: .restore) { _, payload in payload }
        try withServer(router, limits: limits(inFlight: 64), disconnections: ended) { path, _ in
            let (leaving, staying) = (try RawConnection(path), try RawConnection(path))
            send(2, on: leaving)
            #expect(begun.waitForArrivals(2))
            for number in 0..<10 {
                let note = Wire.request(method: "Note", payload: [UInt8(number)])
                staying.send(Wire.frame(stream: UInt32(number * 2 + 1), note))
            }
            withExtendedLifetime(consume leaving) {}
            #expect(ended.wait(for: 1))
            for _ in 0..<10 { #expect(staying.receiveReply()?.code == 0) }
        }
    }

    @Test func whoOnlySendsNoMoreGetsTheReplies() throws {
        let gate = Gate()
        var router = echoRouter()
        router.register(service: service, method: "Hold", lane: .restore) { context, _ in
            gate.pass()
            return context.cancellation.reason == nil ? [1] : [2]
        }
        try withServer(router, limits: limits(inFlight: 64)) { path, _ in
            let connection = try RawConnection(path)
            for number in 0..<6 {
                connection.send(Wire.frame(stream: UInt32(number * 2 + 1), Wire.request(method: "Hold")))
            }
            #expect(gate.waitForArrivals(2))
            #expect(shutdown(connection.socket.number, Int32(SHUT_WR)) == 0)
            // The server looks a few times whether anybody is there.
            usleep(600_000)
            gate.open()
            for _ in 0..<6 { #expect(connection.receiveReply()?.code == 0) }
            #expect(connection.isEnded())
        }
    }

    @Test func aCallIsToldThatItsDeadlineHasPassed() throws {
        let begun = Gate()
        let reasons = Monitor<[Cancellation.Reason]>([])
        try withServer(workingRouter(begun, reasons)) { path, _ in
            let connection = try RawConnection(path)
            connection.send(Wire.frame(stream: 1, Wire.request(method: "Work", timeout: 1_000_000_000)))
            #expect(begun.waitForArrivals(1))
            #expect(connection.receiveReply()?.code == 0)
            #expect(reasons.withLock { $0 } == [.late])
        }
    }
}
