import Glibc
import POSIXSupport
import TTRPC
import Testing

/// Calls that whoever made them cancels by another one.
@Suite struct CallCancellationTests {
    /// Adds a method `Cancel`: for the call on the stream that its payload says, or without one for those that have its
    /// name. It fails where there is none.
    private func cancelling(_ router: Router) -> Router {
        var router = router
        router.registerPassing(service: service, method: "Cancel") { (context, payload) throws(RPCError) in
            let name = context.metadata["name"]
            let isFound = context.otherCalls.cancel { stream, metadata in
                payload.isEmpty ? metadata["name"] == name : stream == UInt32(payload[0])
            }
            guard isFound else { throw RPCError(.notFound, "there is no such call") }
            return []
        }
        return router
    }

    private func frame(
        _ stream: UInt32, _ method: String, _ payload: [UInt8] = [], _ metadata: [String: String] = [:]
    ) -> [UInt8] {
        Wire.frame(stream: stream, Wire.request(method: method, payload: payload, metadata: metadata))
    }

    /// The codes of the next replies, by their streams.
    private func replies(_ count: Int, on connection: RawConnection) -> [UInt32: UInt8] {
        var codes: [UInt32: UInt8] = [:]
        for _ in 0..<count {
            guard let reply = connection.receiveReply() else { break }
            codes[reply.stream] = reply.code
        }
        return codes
    }

    private func holding(_ gate: Gate, in lane: Lane) -> Router {
        var router = echoRouter()
        router.register(service: service, method: "Hold", lane: lane) { context, _ in
            gate.pass()
            return []
        }
        return cancelling(router)
    }

    private func expectParked(_ count: Int, _ server: Server) {
        for _ in 0..<60_000 where server.parkedCalls != count { usleep(1000) }
        #expect(server.parkedCalls == count)
    }

    @Test func whatRunsIsToldSo() throws {
        let begun = Gate()
        begun.open()
        var router = echoRouter()
        router.register(service: service, method: "Work", lane: .restore) { (context, _) throws(RPCError) in
            begun.pass()
            for _ in 0..<60_000 {
                if context.cancellation.reason == .cancelled { throw RPCError(.cancelled, "as it was told") }
                usleep(1000)
            }
            return []
        }
        try withServer(cancelling(router)) { path, _ in
            let connection = try RawConnection(path)
            connection.send(frame(1, "Work"))
            #expect(begun.waitForArrivals(1))
            connection.send(frame(3, "Cancel", [1]))
            #expect(replies(2, on: connection) == [1: 1, 3: 0])
            // It has its answer.
            connection.send(frame(5, "Cancel", [1]))
            #expect(replies(1, on: connection) == [5: 5])
            connection.send(frame(7, "Echo"))
            #expect(replies(1, on: connection) == [7: 0])
        }
    }

    @Test func whatWaitsForAThreadIsAnsweredAtOnce() throws {
        let gate = Gate()
        var limits = ServerLimits()
        limits.restoreThreads = 2
        try withServer(holding(gate, in: .restore), limits: limits) { path, _ in
            let connection = try RawConnection(path)
            for stream in [1, 3, 5, 7] as [UInt32] {
                connection.send(frame(stream, "Hold", [], ["name": "\(stream % 4)"]))
            }
            #expect(gate.waitForArrivals(1))
            connection.send(frame(9, "Cancel", [5]))
            #expect(replies(2, on: connection) == [5: 1, 9: 0])
            // By their name, those that wait for a thread.
            connection.send(frame(11, "Cancel", [], ["name": "3"]))
            #expect(replies(3, on: connection) == [3: 1, 7: 1, 11: 0])
            #expect(gate.arrived == 1)
            gate.open()
            #expect(replies(1, on: connection) == [1: 0])
        }
    }

    @Test func whatIsParkedIsAnsweredAtOnce() throws {
        let bell = Bell()
        try withServer(cancelling(bell.router())) { path, server in
            let connection = try RawConnection(path)
            for stream in [1, 3] as [UInt32] { connection.send(frame(stream, "Wait")) }
            #expect(bell.waitForVainLooks(2))
            expectParked(2, server)
            connection.send(frame(5, "Cancel", [3]))
            #expect(replies(2, on: connection) == [3: 1, 5: 0])
            expectParked(1, server)
            bell.ring()
            #expect(replies(1, on: connection) == [1: 0])
            #expect(bell.lastLooks == 0)
        }
    }

    /// Whether it is parked already, has a thread or waits for one.
    @Test func aCallThatMayBeParkedIsCancelledAtAnyMoment() throws {
        let bell = Bell()
        try withServer(cancelling(bell.router())) { path, server in
            let connection = try RawConnection(path)
            for number in 0..<200 as Range<UInt32> {
                let name = ["name": "\(number)"]
                connection.send(frame(4 * number + 1, "Wait", [], name))
                connection.send(frame(4 * number + 3, "Cancel", [], name))
                #expect(replies(2, on: connection) == [4 * number + 1: 1, 4 * number + 3: 0])
            }
            expectParked(0, server)
        }
    }

    @Test func itIsAnsweredWhileAllThreadsAreTaken() throws {
        let gate = Gate()
        var limits = ServerLimits()
        limits.quickThreads = 2
        try withServer(holding(gate, in: .quick), limits: limits) { path, _ in
            let connection = try RawConnection(path)
            for stream in [1, 3] as [UInt32] { connection.send(frame(stream, "Hold")) }
            #expect(gate.waitForArrivals(1))
            connection.send(frame(5, "Cancel", [3]))
            #expect(replies(2, on: connection) == [3: 1, 5: 0])
            gate.open()
            #expect(replies(1, on: connection) == [1: 0])
        }
    }

    @Test func nobodyCancelsWhatOthersCalled() throws {
        let bell = Bell()
        var limits = ServerLimits()
        limits.accountKey = "who"
        try withServer(cancelling(bell.router()), limits: limits) { path, server in
            let (connection, other) = (try RawConnection(path), try RawConnection(path))
            connection.send(frame(1, "Wait", [], ["who": "alice", "name": "x"]))
            expectParked(1, server)
            for who in [["who": "bob"], [:]] as [[String: String]] {
                let stream: UInt32 = who.isEmpty ? 5 : 3
                connection.send(frame(stream, "Cancel", [1], who))
                #expect(replies(1, on: connection) == [stream: 5])
            }
            other.send(frame(1, "Cancel", [1], ["who": "alice"]))
            other.send(frame(3, "Cancel", [], ["who": "alice", "name": "x"]))
            #expect(replies(2, on: other) == [1: 5, 3: 5])
            expectParked(1, server)
            connection.send(frame(7, "Cancel", [], ["who": "alice", "name": "x"]))
            #expect(replies(2, on: connection) == [1: 1, 7: 0])
        }
    }

    @Test func whoHasAsManyCallsAsMayBeCancelsOneAllTheSame() throws {
        let gate = Gate()
        var limits = ServerLimits()
        (limits.accountKey, limits.requestsInFlight, limits.accountsInFlight) = ("who", 2, 2)
        limits.restoreThreads = 8
        try withServer(holding(gate, in: .restore), limits: limits) { path, _ in
            let connection = try RawConnection(path)
            for stream in [1, 3] as [UInt32] { connection.send(frame(stream, "Hold", [], ["who": "alice"])) }
            #expect(gate.waitForArrivals(2))
            connection.send(frame(5, "Echo", [], ["who": "alice"]))
            connection.send(frame(7, "Cancel", [1], ["who": "alice"]))
            #expect(replies(2, on: connection) == [5: 8, 7: 0])
            gate.open()
            #expect(replies(2, on: connection) == [1: 0, 3: 0])
        }
    }

    /// A request that is refused for its stream leaves the call alone that has it.
    @Test func aStreamThatComesAgainIsStillThatOfTheFirst() throws {
        let bell = Bell()
        try withServer(cancelling(bell.router())) { path, server in
            let connection = try RawConnection(path)
            connection.send(frame(1, "Wait"))
            expectParked(1, server)
            connection.send(frame(1, "Wait"))
            #expect(replies(1, on: connection) == [1: 3])
            connection.send(frame(3, "Cancel", [1]))
            #expect(replies(2, on: connection) == [1: 1, 3: 0])
        }
    }
}
