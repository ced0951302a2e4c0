import Glibc
import POSIXSupport
import TTRPC
import Testing

/// Calls that wait for something to happen.
@Suite struct ParkedCallTests {
    private func wait(_ streams: some Sequence<Int>, on connection: RawConnection, timeout: Int64 = 0) {
        for number in streams {
            let request = Wire.request(method: "Wait", timeout: timeout)
            connection.send(Wire.frame(stream: UInt32(number * 2 + 1), request))
        }
    }

    private func echo(_ number: Int, on connection: RawConnection) {
        let request = Wire.request(method: "Echo", payload: [7])
        connection.send(Wire.frame(stream: UInt32(number * 2 + 1), request))
    }

    /// Waits until so many calls are parked.
    private func expectParked(_ count: Int, _ server: Server) {
        for _ in 0..<60_000 where server.parkedCalls != count { usleep(1000) }
        #expect(server.parkedCalls == count)
    }

    @Test func theyTakeNoThreadAndNoPlace() throws {
        let bell = Bell()
        var limits = ServerLimits()
        (limits.quickThreads, limits.requestsInFlight) = (2, 2)
        try withServer(bell.router(), limits: limits) { path, server in
            let connection = try RawConnection(path)
            wait(0..<40, on: connection)
            #expect(bell.waitForVainLooks(40))
            echo(40, on: connection)
            #expect(connection.receiveReply()?.stream == 81)
            expectParked(40, server)
            bell.ring()
            var streams: Set<UInt32> = []
            for _ in 0..<40 {
                guard let reply = connection.receiveReply(), reply.code == 0 else { break }
                streams.insert(reply.stream)
            }
            #expect(streams.count == 40)
            expectParked(0, server)
            echo(41, on: connection)
            #expect(connection.receiveReply()?.stream == 83)
        }
    }

    @Test func whatHappensWhileTheyAreBeingParkedIsNotMissed() throws {
        let looks = Monitor(0)
        var router = echoRouter()
        router.registerParking(service: service, method: "Wait", lane: .quick) { (_, _, wakeup) in
            ParkedCall(until: .now + .seconds(600)) { (_) throws(RPCError) in
                let number = looks.withLock { looks -> Int in
                    looks += 1
                    return looks
                }
                if number == 1 { wakeup.wake() }
                return number == 1 ? nil : [UInt8(number)]
            }
        }
        try withServer(router) { path, _ in
            try #expect(Client(path: path).call("Wait") == [2])
        }
    }

    @Test func whoIsWokenForNothingWaitsOn() throws {
        let bell = Bell()
        try withServer(bell.router()) { path, server in
            let connection = try RawConnection(path)
            wait(0..<1, on: connection)
            #expect(bell.waitForVainLooks(1))
            for count in 2..<20 {
                expectParked(1, server)
                bell.rattle()
                #expect(bell.waitForVainLooks(count))
            }
            bell.ring()
            #expect(connection.receiveReply()?.code == 0)
            #expect(bell.lastLooks == 0)
        }
    }

    @Test func theyAreAnsweredWhenTheirTimeHasPassed() throws {
        let bell = Bell()
        try withServer(bell.router(seconds: 0.05)) { path, server in
            let client = try Client(path: path)
            try #expect(client.call("Wait") == [2])
            try #expect(client.call("Wait") == [2])
            expectParked(0, server)
        }
    }

    @Test func theCallersDeadlineIsKept() throws {
        let bell = Bell()
        try withServer(bell.router()) { path, server in
            let connection = try RawConnection(path)
            wait(0..<1, on: connection)
            wait(1..<2, on: connection, timeout: 50_000_000)
            let reply = connection.receiveReply()
            #expect(reply?.stream == 3 && reply?.code == 4)
            expectParked(1, server)
            #expect(bell.lastLooks == 0)
        }
    }

    @Test func theyGoWithTheirConnection() throws {
        let (bell, ended) = (Bell(), Disconnections())
        try withServer(bell.router(), disconnections: ended) { path, server in
            let (leaving, staying) = (try RawConnection(path), try RawConnection(path))
            wait(0..<30, on: leaving)
            wait(0..<1, on: staying)
            #expect(bell.waitForVainLooks(31))
            expectParked(31, server)
            withExtendedLifetime(consume leaving) {}
            #expect(ended.wait(for: 1))
            expectParked(1, server)
            bell.ring()
            #expect(staying.receiveReply()?.code == 0)
            #expect(bell.lastLooks == 0)
        }
    }

    @Test func whoOnlySendsNoMoreGetsTheReply() throws {
        let bell = Bell()
        try withServer(bell.router()) { path, server in
            let connection = try RawConnection(path)
            wait(0..<1, on: connection)
            #expect(bell.waitForVainLooks(1))
            #expect(server.looksForPeers == 0)
            #expect(shutdown(connection.socket.number, Int32(SHUT_WR)) == 0)
            // The server looks a few times whether anybody is there.
            for _ in 0..<60_000 where server.looksForPeers < 3 { usleep(1000) }
            #expect(server.looksForPeers >= 3)
            bell.ring()
            #expect(connection.receiveReply()?.code == 0)
            #expect(connection.isEnded())
        }
    }

    @Test func aStopAnswersThem() throws {
        let bell = Bell()
        try withServer(bell.router()) { path, server in
            let connection = try RawConnection(path)
            wait(0..<20, on: connection)
            #expect(bell.waitForVainLooks(20))
            let stopper = try Thread("stopper") { server.stop() }
            for _ in 0..<20 { #expect(connection.receiveReply()?.code == 0) }
            #expect(connection.isEnded())
            stopper.join()
            #expect(bell.lastLooks == 20)
        }
    }

    @Test func aConnectionHasSoMany() throws {
        let bell = Bell()
        var limits = ServerLimits()
        limits.parkedCallsPerConnection = 2
        try withServer(bell.router(), limits: limits) { path, server in
            let (connection, other) = (try RawConnection(path), try RawConnection(path))
            wait(0..<2, on: connection)
            expectParked(2, server)
            wait(2..<3, on: connection)
            let refused = connection.receiveReply()
            #expect(refused?.stream == 5 && refused?.code == 8)
            wait(0..<1, on: other)
            expectParked(3, server)
            bell.ring()
            for _ in 0..<2 { #expect(connection.receiveReply()?.code == 0) }
            wait(3..<4, on: connection)
            #expect(connection.receiveReply()?.code == 0)
        }
    }

    @Test func nobodyHasMoreThanAreLeftForTheOthers() throws {
        let bell = Bell()
        var limits = ServerLimits()
        (limits.parkedCalls, limits.accountKey) = (4, "account")
        try withServer(bell.router(), limits: limits) { path, server in
            let connection = try RawConnection(path)
            func wait(_ number: Int, of account: String) {
                let request = Wire.request(method: "Wait", metadata: ["account": account])
                connection.send(Wire.frame(stream: UInt32(number * 2 + 1), request))
            }
            wait(0, of: "alice")
            wait(1, of: "alice")
            expectParked(2, server)
            wait(2, of: "alice")
            #expect(connection.receiveReply()?.code == 8)
            wait(3, of: "bob")
            expectParked(3, server)
        }
    }

    @Test func anErrorOfALookIsTheAnswer() throws {
        let isWoken = Monitor(false)
        let wakeups = Monitor<[Wakeup]>([])
        var router = echoRouter()
        router.registerParking(service: service, method: "Wait", lane: .quick) { (_, _, wakeup) in
            wakeups.withLock { $0.append(wakeup) }
            return ParkedCall(until: .now + .seconds(600)) { (_) throws(RPCError) in
                if isWoken.withLock({ $0 }) { throw RPCError(.notFound, "it has gone") }
                return nil
            }
        }
        try withServer(router) { path, server in
            let connection = try RawConnection(path)
            wait(0..<1, on: connection)
            expectParked(1, server)
            isWoken.withLock { $0 = true }
            for wakeup in wakeups.withLock({ $0 }) { wakeup.wake() }
            #expect(connection.receiveReply()?.code == 5)
            expectParked(0, server)
        }
    }

    @Test func whereNobodyCanWaitTheyAreAnsweredAtOnce() throws {
        let context = CallContext(connection: 1, peer: Peer(processID: 1, userID: 1, groupID: 1))
        let answer = try Bell().router().call(service: service, method: "Wait", payload: [], context: context)
        #expect(answer == [2])
    }
}
