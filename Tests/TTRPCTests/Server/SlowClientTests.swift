import Glibc
import POSIXSupport
import TTRPC
import Testing

@Suite struct SlowClientTests {
    @Test func aFrameThatNeverGetsDoneEndsItsConnection() throws {
        try withServer(limits: limits) { path, _ in
            let bystander = try Client(path: path)
            let connection = try RawConnection(path)
            let request = Wire.request(method: "Echo")
            connection.send(Wire.frame(length: 4 << 20, stream: 1, request))
            // A byte every millisecond is no stall, and takes an hour.
            var sent = 0
            while sent < 60_000, connection.sendByte() {
                sent += 1
                usleep(1000)
            }
            #expect(sent < 60_000)
            #expect(connection.isEnded())
            #expect(try bystander.call("Echo", [1]) == [1])
        }
    }

    @Test func aReplyThatIsNeverTakenWholeEndsItsConnection() throws {
        var router = echoRouter()
        router.register(service: service, method: "Big", lane: .restore) { _, _ in
            [UInt8](repeating: 1, count: 4_000_000)
        }
        try withServer(router, limits: limits) { path, _ in
            let bystander = try Client(path: path)
            let connection = try RawConnection(path)
            connection.send(Wire.frame(stream: 1, Wire.request(method: "Big")))
            var received = 0
            while received < 4_000_000, connection.receive(10_000) != nil {
                received += 10_000
                usleep(10_000)
            }
            #expect(received < 4_000_000)
            #expect(try bystander.call("Echo", [1]) == [1])
        }
    }

    @Test func whoIsRefusedIsToldWhy() throws {
        var limits = limits
        limits.connections = 1
        try withServer(limits: limits) { path, _ in
            let first = try Client(path: path)
            #expect(try first.call("Echo", [1]) == [1])
            for _ in 0..<50 {
                let error = rpcError { _ = try Client(path: path).call("Echo", [1]) }
                #expect(error?.code == .resourceExhausted)
                #expect(error?.message.contains("1 connections are open") == true)
            }
            // A client that waits for nothing gets the reply too, on the stream of its first request.
            #expect(try RawConnection(path).receiveReply()?.stream == 1)
        }
    }

    private var limits: ServerLimits {
        var limits = ServerLimits()
        limits.frameSeconds = 1
        return limits
    }
}

extension RawConnection {
    /// Sends one byte. Returns false when the server has ended the connection.
    fileprivate func sendByte() -> Bool {
        var byte: UInt8 = 0
        return Glibc.send(socket.number, &byte, 1, Int32(MSG_NOSIGNAL)) == 1
    }
}
