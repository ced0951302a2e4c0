import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

@Suite struct StopTests {
    @Test func aRunningCallIsFinishedAndAnswered() throws {
        let gate = Gate()
        var router = echoRouter()
        router.register(service: service, method: "Hold", lane: .restore) { _, payload in
            gate.pass()
            return payload
        }
        try withServer(router) { path, server in
            let client = try Client(path: path)
            let answer = Monitor<[UInt8]?>(nil)
            let caller = try Thread("caller") {
                let bytes = try? client.call("Hold", [UInt8](repeating: 5, count: 2 << 20))
                answer.withLock { $0 = bytes }
            }
            #expect(gate.waitForArrivals(1))
            let stopper = try Thread("stopper") { server.stop() }
            // The connection takes no more requests once the server stops, while the one it has goes on.
            while (try? client.call("Echo", [1])) != nil {}
            #expect(answer.withLock { $0 } == nil)
            gate.open()
            caller.join()
            stopper.join()
            #expect(answer.withLock { $0 } == [UInt8](repeating: 5, count: 2 << 20))
            #expect(rpcError { _ = try client.call("Echo") }?.code == .unavailable)
        }
    }

    @Test func stopEndsIdleConnectionsAndTellsOfEachOnce() throws {
        let disconnections = Disconnections()
        try withServer(disconnections: disconnections) { path, server in
            let clients = try (0..<10).map { _ in try Client(path: path) }
            for client in clients { #expect(try client.call("Echo", [1]) == [1]) }
            server.stop()
            server.stop()
            #expect(disconnections.connections.sorted() == Array(1...10))
            for client in clients { #expect(rpcError { _ = try client.call("Echo") }?.code == .unavailable) }
        }
    }

    @Test func aConnectionIsOverOnlyWhenItsCallsAre() throws {
        let gate = Gate()
        let disconnections = Disconnections()
        let tooEarly = Monitor<Bool?>(nil)
        var router = echoRouter()
        router.register(service: service, method: "Hold", lane: .restore) { context, _ in
            gate.pass()
            tooEarly.withLock { $0 = disconnections.connections.contains(context.connection) }
            return []
        }
        try withServer(router, disconnections: disconnections) { path, _ in
            let bystander = try Client(path: path)
            let connection = try RawConnection(path)
            connection.send(Wire.frame(stream: 1, Wire.request(method: "Hold")))
            #expect(gate.waitForArrivals(1))
            withExtendedLifetime(consume connection) {}
            for number in 0..<100 { #expect(try bystander.call("Echo", [UInt8(number)]) == [UInt8(number)]) }
            gate.open()
            #expect(disconnections.wait(for: 1))
            #expect(tooEarly.withLock { $0 } == false)
        }
    }

    @Test func aServerThatNeverStartedStops() throws {
        try withTemporaryDirectory { directory in
            let server = try Server(socket: UnixSocket.listen(at: directory + "/s"), router: Router())
            server.stop()
        }
    }
}
