import Glibc
import POSIXSupport
import TTRPC
import Testing

@Suite struct RoundTripTests {
    @Test(arguments: [0, 1, 127, 128, 65_536, 1 << 20, (4 << 20) - 64])
    func payloadsOfEverySizeComeBack(size: Int) throws {
        try withServer { path, _ in
            let payload = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
            let client = try Client(path: path)
            #expect(try client.call("Echo", payload) == payload)
        }
    }

    @Test func metadataReachesTheHandler() throws {
        var router = echoRouter()
        router.register(service: service, method: "Account", lane: .quick) { context, _ in
            Array((context.metadata["account"] ?? "").utf8)
        }
        try withServer(router) { path, _ in
            let answer = try Client(path: path).call(
                service: service, method: "Account", payload: [], metadata: ["account": "anna", "other": "x"])
            #expect(answer == Array("anna".utf8))
        }
    }

    @Test func theFirstValueOfARepeatedKeyCounts() throws {
        var router = echoRouter()
        router.register(service: service, method: "Account", lane: .quick) { context, _ throws(RPCError) in
            throw RPCError(context.metadata == ["k": "1"] ? .aborted : .internal, "")
        }
        try withServer(router) { path, _ in
            let connection = try RawConnection(path)
            let pairs = ["1", "2"].flatMap {
                Wire.field(5, Wire.field(1, Array("k".utf8)) + Wire.field(2, Array($0.utf8)))
            }
            connection.send(Wire.frame(stream: 1, Wire.request(method: "Account") + pairs))
            #expect(connection.receiveReply()?.code == UInt8(RPCError.Code.aborted.rawValue))
        }
    }

    @Test func theServerKnowsWhoCalls() throws {
        var router = echoRouter()
        router.register(service: service, method: "Who", lane: .quick) { context, _ in
            Array("\(context.peer.processID) \(context.peer.userID) \(context.peer.groupID)".utf8)
        }
        try withServer(router) { path, _ in
            let client = try Client(path: path)
            #expect(try client.call("Who") == Array("\(getpid()) \(getuid()) \(getgid())".utf8))
        }
    }

    @Test func everyErrorKeepsItsCodeMessageAndReason() throws {
        var router = echoRouter()
        router.register(service: service, method: "Fail", lane: .quick) { _, payload throws(RPCError) in
            let code = RPCError.Code(rawValue: Int32(payload[0])) ?? .unknown
            throw RPCError(code, "no room for ½ a song", reason: payload[1] == 0 ? nil : "OVER_QUOTA")
        }
        try withServer(router) { path, _ in
            let client = try Client(path: path)
            for code in RPCError.Code.allCases where code != .ok {
                for reason in [nil, "OVER_QUOTA"] {
                    let error = rpcError { _ = try client.call("Fail", [UInt8(code.rawValue), reason == nil ? 0 : 1]) }
                    #expect(error == RPCError(code, "no room for ½ a song", reason: reason))
                }
            }
        }
    }

    @Test func anErrorIsNeverOK() {
        #expect(RPCError(.ok, "").code == .unknown)
    }

    @Test func unknownServicesAndMethodsAreUnimplemented() throws {
        try withServer { path, _ in
            let client = try Client(path: path)
            #expect(rpcError { _ = try client.call("Nothing") }?.code == .unimplemented)
            #expect(
                rpcError { _ = try client.call(service: "none", method: "Echo", payload: []) }?.code == .unimplemented)
        }
    }

    @Test func messagesThatFitNoFrameAreRefusedAndTheConnectionGoesOn() throws {
        var router = echoRouter()
        router.register(service: service, method: "Huge", lane: .quick) { _, _ in
            [UInt8](repeating: 1, count: 4 << 20)
        }
        router.register(service: service, method: "HugeError", lane: .quick) { _, _ throws(RPCError) in
            throw RPCError(.aborted, String(repeating: "x", count: 4 << 20))
        }
        try withServer(router) { path, _ in
            let client = try Client(path: path)
            let huge = [UInt8](repeating: 1, count: 4 << 20)
            #expect(rpcError { _ = try client.call("Echo", huge) }?.code == .resourceExhausted)
            #expect(rpcError { _ = try client.call("Huge") }?.code == .resourceExhausted)
            #expect(rpcError { _ = try client.call("HugeError") }?.code == .resourceExhausted)
            #expect(try client.call("Echo", [1, 2, 3]) == [1, 2, 3])
        }
    }
}
