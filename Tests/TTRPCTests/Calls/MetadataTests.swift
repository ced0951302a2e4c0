import TTRPC
import Testing

@Suite struct MetadataTests {
    private let invalid = UInt8(RPCError.Code.invalidArgument.rawValue)

    @Test func asManyPairsAsARequestMayCarryReachTheHandler() throws {
        var router = echoRouter()
        router.register(service: service, method: "Count", lane: .quick) { context, _ in
            [UInt8(context.metadata.count)]
        }
        try withServer(router) { path, _ in
            let pairs = Dictionary(uniqueKeysWithValues: (0..<64).map { ("key \($0)", "value") })
            let answer = try Client(path: path).call(
                service: service, method: "Count", payload: [], metadata: pairs)
            #expect(answer == [64])
        }
    }

    /// Tags in their shortest and in a longer form: both are field 5.
    @Test(arguments: [[0x2A, 0], [0xAA, 0, 0], [0xAA, 0x80, 0, 0]] as [[UInt8]])
    func morePairsThanThatAreRefusedAndTheConnectionGoesOn(pair: [UInt8]) throws {
        try withServer { path, _ in
            let connection = try RawConnection(path)
            let echo = Wire.request(method: "Echo")
            let most = [[UInt8]](repeating: pair, count: 64).flatMap(\.self)
            let flood = [[UInt8]](repeating: pair, count: 1 << 20).flatMap(\.self)
            let cases = [(echo + most, 0), (echo + most + pair, invalid), (pair + most + echo, invalid)]
            for (number, (body, code)) in (cases + [(Array(flood.prefix(4 << 20)), invalid), (echo, 0)]).enumerated() {
                connection.send(Wire.frame(stream: UInt32(number * 2 + 1), body))
                #expect(connection.receiveReply()?.code == code, "request \(number)")
            }
        }
    }
}
