import LockerTestSupport
import TTRPC
import Testing

@Suite struct BadInputTests {
    private let invalid = UInt8(RPCError.Code.invalidArgument.rawValue)
    private let unimplemented = UInt8(RPCError.Code.unimplemented.rawValue)
    private let echo = Wire.request(method: "Echo", payload: [1])

    @Test func anOversizedFrameGetsAnErrorAndEndsItsConnectionOnly() throws {
        try withServer { path, _ in
            let bystander = try Client(path: path)
            let connection = try RawConnection(path)
            connection.send(Wire.frame(length: (4 << 20) + 1, stream: 1, [0, 0, 0]))
            let reply = connection.receiveReply()
            #expect(reply?.stream == 1)
            #expect(reply?.code == UInt8(RPCError.Code.resourceExhausted.rawValue))
            #expect(connection.isEnded())
            #expect(try bystander.call("Echo", [7]) == [7])
        }
    }

    @Test func aClientOfAnotherProtocolIsCutOff() throws {
        try withServer { path, _ in
            let bystander = try Client(path: path)
            let connection = try RawConnection(path)
            connection.send(Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
            #expect(connection.isEnded())
            #expect(try bystander.call("Echo", [7]) == [7])
        }
    }

    @Test(arguments: [1, 9, 10, 14])
    func aHalfSentFrameEndsItsConnectionOnly(bytes: Int) throws {
        var limits = ServerLimits()
        limits.stallSeconds = 1
        try withServer(limits: limits) { path, _ in
            let bystander = try Client(path: path)
            let silent = try RawConnection(path)
            let connection = try RawConnection(path)
            connection.send(Array(Wire.frame(stream: 1, echo)[..<bytes]))
            #expect(connection.isEnded())
            #expect(try bystander.call("Echo", [7]) == [7])
            // A connection without a frame may be silent for longer than that.
            silent.send(Wire.frame(stream: 1, echo))
            #expect(silent.receiveReply()?.code == 0)
        }
    }

    @Test func aClientThatDiesInTheMiddleOfAFrameEndsItsConnectionOnly() throws {
        let disconnections = Disconnections()
        try withServer(disconnections: disconnections) { path, _ in
            let bystander = try Client(path: path)
            do { try RawConnection(path).send(Array(Wire.frame(stream: 1, echo)[..<12])) }
            #expect(disconnections.wait(for: 1))
            #expect(try bystander.call("Echo", [7]) == [7])
        }
    }

    @Test func streamsThatAreEvenOrDoNotIncreaseAreRefused() throws {
        try withServer { path, _ in
            let connection = try RawConnection(path)
            for (stream, code) in [(0, invalid), (2, invalid), (5, 0), (5, invalid), (3, invalid), (7, 0)] {
                connection.send(Wire.frame(stream: UInt32(stream), echo))
                let reply = connection.receiveReply()
                #expect(reply?.stream == UInt32(stream))
                #expect(reply?.code == UInt8(code))
            }
        }
    }

    @Test func theLastStreamThereIsCanBeUsed() throws {
        try withServer { path, _ in
            let connection = try RawConnection(path)
            connection.send(Wire.frame(stream: UInt32.max, echo))
            #expect(connection.receiveReply()?.code == 0)
        }
    }

    @Test func streamsOfMessagesAreRefused() throws {
        try withServer { path, _ in
            let connection = try RawConnection(path)
            connection.send(Wire.frame(stream: 1, flags: 1, echo))
            #expect(connection.receiveReply()?.code == unimplemented)
            connection.send(Wire.frame(stream: 3, flags: 2, echo))
            #expect(connection.receiveReply()?.code == unimplemented)
        }
    }

    @Test func framesOfOtherTypesAreReadAndDropped() throws {
        try withServer { path, _ in
            let connection = try RawConnection(path)
            for kind in [0, 2, 3, 4, 255] as [UInt8] {
                connection.send(Wire.frame(stream: 1, kind: kind, [UInt8](repeating: 1, count: 40_000)))
            }
            connection.send(Wire.frame(stream: 1, echo))
            let reply = connection.receiveReply()
            #expect(reply?.stream == 1)
            #expect(reply?.code == 0)
        }
    }

    @Test func bodiesThatAreNoRequestAreRefusedAndTheConnectionGoesOn() throws {
        try withServer { path, _ in
            let connection = try RawConnection(path)
            let bodies: [[UInt8]] = [
                [0xFF], [0x0A, 0x05, 0x61], [0x1A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
                [0x1A, 0x80], [0x0B], [0x0A, 0x02, 0xFF, 0xFE], [UInt8](repeating: 0xFF, count: 40),
            ]
            for (number, body) in bodies.enumerated() {
                connection.send(Wire.frame(stream: UInt32(number * 2 + 1), body))
                #expect(connection.receiveReply()?.code == invalid, "body \(number)")
            }
            connection.send(Wire.frame(stream: 99, []))
            #expect(connection.receiveReply()?.code == unimplemented)
        }
    }

    @Test func everyDamagedRequestIsAnsweredWithSomething() throws {
        try withServer { path, _ in
            let connection = try RawConnection(path)
            var random = SplitMix64(seed: 4)
            for round in 0..<3000 {
                var body = Wire.request(method: "Echo", payload: random.bytes(Int.random(in: 0...40, using: &random)))
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    body[Int.random(in: 0..<body.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                body.removeLast(Int.random(in: 0...3, using: &random))
                let stream = UInt32(round * 2 + 1)
                connection.send(Wire.frame(stream: stream, body))
                #expect(connection.receiveReply()?.stream == stream)
            }
        }
    }

    @Test func theLastOfSeveralPayloadsCountsAndUnknownFieldsAreIgnored() throws {
        var router = echoRouter()
        router.register(service: service, method: "Check", lane: .quick) { _, payload throws(RPCError) in
            throw RPCError(payload == [2, 2] ? .aborted : .internal, "")
        }
        try withServer(router) { path, _ in
            let connection = try RawConnection(path)
            let unknown: [UInt8] = [0x78, 1, 0x71, 1, 2, 3, 4, 5, 6, 7, 8, 0x6D, 1, 2, 3, 4]
            let body = Wire.field(3, [1]) + unknown + Wire.request(method: "Check", payload: [2, 2])
            connection.send(Wire.frame(stream: 1, body))
            #expect(connection.receiveReply()?.code == UInt8(RPCError.Code.aborted.rawValue))
        }
    }

    @Test func aRequestWhoseTimeIsUpIsNotRun() throws {
        let ran = Gate()
        var router = echoRouter()
        router.register(service: service, method: "Run", lane: .quick) { _, _ in
            ran.open()
            ran.pass()
            return []
        }
        try withServer(router) { path, _ in
            let connection = try RawConnection(path)
            for (stream, timeout) in [(1, -1), (3, Int64.min)] as [(UInt32, Int64)] {
                connection.send(Wire.frame(stream: stream, Wire.request(method: "Run", timeout: timeout)))
                #expect(connection.receiveReply()?.code == UInt8(RPCError.Code.deadlineExceeded.rawValue))
            }
            #expect(ran.arrived == 0)
            connection.send(Wire.frame(stream: 5, Wire.request(method: "Run", timeout: Int64.max)))
            #expect(connection.receiveReply()?.code == 0)
            #expect(ran.arrived == 1)
        }
    }
}
