import Glibc
import LockerTestSupport
import POSIXSupport
import Testing

/// Requests of methods that are none of HTTP's. The server answers all others with 404.
@Suite struct UnknownMethodTests {
    /// All that is answered to `request`, whose connection the server ends.
    private static func answer(to request: String, by server: RelayServer) throws -> String {
        let socket = try LoopbackPort.connect(to: UInt16(server.port))
        let bytes = Array(request.utf8)
        #expect(Glibc.send(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
        var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while case let heard = recv(socket.number, &buffer, buffer.count, 0), heard > 0 {
            answer += buffer.prefix(heard)
        }
        return String(decoding: answer, as: UTF8.self)
    }

    @Test(arguments: ["NONSENSE /x HTTP/1.1\r\nHost: h\r\n\r\n", "FROBNICATE / HTTP/1.1\r\nHost: h\r\n\r\n"])
    func `a method that is unknown is not implemented`(request: String) async throws {
        try await RelayServer.with { server in
            try await blocking {
                let answer = try UnknownMethodTests.answer(to: request, by: server)
                #expect(answer.hasPrefix("HTTP/1.1 501 ") && answer.lowercased().contains("connection: close\r\n"))
            }
        }
    }

    @Test func `what else is wrong with a request is wrong all the same`() async throws {
        try await RelayServer.with { server in
            try await blocking {
                let broken = "GET /x HTTP/1.1\r\nHost: h\r\nBad Field: 1\r\n\r\n"
                let first = try UnknownMethodTests.answer(to: broken, by: server)
                #expect(first.hasPrefix("HTTP/1.1 400 "))
                // The one before is answered as it would be alone.
                let both = "GET /x HTTP/1.1\r\nHost: h\r\n\r\nNONSENSE /x HTTP/1.1\r\nHost: h\r\n\r\n"
                let answers = try UnknownMethodTests.answer(to: both, by: server)
                #expect(!answers.contains("HTTP/1.1 400 "))
            }
        }
    }
}
