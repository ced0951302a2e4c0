import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

@Suite struct ClientTests {
    @Test func aCallThatTakesTooLongEndsAndTheConnectionGoesOn() throws {
        let gate = Gate()
        var router = echoRouter()
        router.register(service: service, method: "Hold", lane: .restore) { context, _ in
            gate.pass()
            return context.deadline == nil ? [0] : [1]
        }
        try withServer(router) { path, _ in
            let client = try Client(path: path)
            let error = rpcError {
                _ = try client.call(service: service, method: "Hold", payload: [], timeout: 0.2)
            }
            #expect(error?.code == .deadlineExceeded)
            gate.open()
            // The late reply comes before or after this one, and is nobody's.
            for number in 0..<50 { #expect(try client.call("Echo", [UInt8(number)]) == [UInt8(number)]) }
            #expect(try client.call(service: service, method: "Hold", payload: [], timeout: Double.infinity) == [1])
            #expect(try client.call("Hold") == [0])
        }
    }

    @Test(arguments: [0, -1, -Double.infinity, Double.nan])
    func aTimeThatIsUpIsNotWaitedFor(seconds: Double) throws {
        try withServer { path, _ in
            let client = try Client(path: path)
            let error = rpcError {
                _ = try client.call(service: service, method: "Echo", payload: [], timeout: seconds)
            }
            #expect(error?.code == .deadlineExceeded)
        }
    }

    @Test func aServerThatReadsNothingCannotOutlastTheTimeout() throws {
        try withPeer { path, _ in
            let client = try Client(path: path)
            for _ in 0..<2 {
                let error = rpcError {
                    _ = try client.call(
                        service: service, method: "Echo", payload: [UInt8](repeating: 1, count: 3 << 20), timeout: 0.3)
                }
                // The first call went out in part, so that no second one can.
                #expect(error?.code == .deadlineExceeded || error?.code == .unavailable)
            }
        }
    }

    @Test func aServerThatGoesAwayFailsTheCallsThatWait() throws {
        try withPeer { path, accept in
            let client = try Client(path: path)
            let connection = try accept()
            let failures = Monitor(0)
            let callers = try (0..<8).map { _ in
                try Thread("caller") {
                    if rpcError({ _ = try client.call("Echo") })?.code == .unavailable { failures.withLock { $0 += 1 } }
                }
            }
            // All eight requests have arrived, each of the same length.
            let length = Wire.frame(stream: 1, Wire.field(1, Array(service.utf8)) + Wire.field(2, Array("Echo".utf8)))
                .count
            #expect(connection.receive(8 * length) != nil)
            withExtendedLifetime(consume connection) {}
            for caller in callers { caller.join() }
            #expect(failures.withLock { $0 } == 8)
            #expect(rpcError { _ = try client.call("Echo") }?.code == .unavailable)
        }
    }

    @Test func aClosedClientFailsItsCalls() throws {
        try withPeer { path, accept in
            let client = try Client(path: path)
            let connection = try accept()
            let caller = try Thread("caller") {
                let error = rpcError { _ = try client.call("Echo") }
                #expect(error?.code == .unavailable)
            }
            #expect(connection.receive(10) != nil)
            client.close()
            client.close()
            caller.join()
            #expect(connection.isEnded())
        }
    }

    @Test func repliesOfNobodyAndOfOtherTypesAreDropped() throws {
        try withPeer { path, accept in
            let client = try Client(path: path)
            let connection = try accept()
            let caller = try Thread("caller") {
                #expect((try? client.call("Echo")) == [42])
            }
            #expect(connection.receive(10) != nil)
            let good = Wire.field(1, []) + Wire.field(2, [42])
            connection.send(Wire.frame(stream: 77, kind: 2, Wire.field(1, []) + Wire.field(2, [1])))
            connection.send(Wire.frame(stream: 1, kind: 3, [1, 2, 3]))
            connection.send(Wire.frame(stream: 1, kind: 2, good))
            caller.join()
        }
    }

    @Test(arguments: [[0xFF], [0x12, 0x7F], [0x0A, 0x02, 0x08]] as [[UInt8]])
    func aReplyThatIsNoneIsAnError(body: [UInt8]) throws {
        try withPeer { path, accept in
            let client = try Client(path: path)
            let connection = try accept()
            let caller = try Thread("caller") {
                let error = rpcError { _ = try client.call("Echo") }
                #expect(error?.code == .internal)
            }
            #expect(connection.receive(10) != nil)
            connection.send(Wire.frame(stream: 1, kind: 2, body))
            caller.join()
        }
    }

    @Test func anOversizedReplyEndsTheConnection() throws {
        try withPeer { path, accept in
            let client = try Client(path: path)
            let connection = try accept()
            let caller = try Thread("caller") {
                let error = rpcError { _ = try client.call("Echo") }
                #expect(error?.code == .unavailable)
            }
            #expect(connection.receive(10) != nil)
            connection.send(Wire.frame(length: (4 << 20) + 1, stream: 1, kind: 2, []))
            caller.join()
        }
    }

    @Test func codesThatNobodyKnowsAreUnknown() throws {
        try withPeer { path, accept in
            let client = try Client(path: path)
            let connection = try accept()
            let caller = try Thread("caller") {
                let error = rpcError { _ = try client.call("Echo") }
                #expect(error == RPCError(.unknown, "odd"))
            }
            #expect(connection.receive(10) != nil)
            connection.send(
                Wire.frame(stream: 1, kind: 2, Wire.field(1, [0x08, 99] + Wire.field(2, Array("odd".utf8)))))
            caller.join()
        }
    }
}
