import Glibc
import LockerTestSupport
import POSIXSupport
import Testing

/// Requests that are answered before all of them came. The server answers everything at once.
@Suite struct EarlyAnswerTests {
    /// Sends a head and then zeros for as long as they are taken, at most `limit`. Returns how many were.
    private static func send(
        _ head: String, zeros limit: Int, to server: RelayServer
    ) throws -> (count: Int, answer: String) {
        let socket = try LoopbackPort.connect(to: UInt16(server.port))
        let bytes = Array(head.utf8)
        #expect(Glibc.send(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
        var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        // The answer is there before the body is.
        let heard = recv(socket.number, &buffer, buffer.count, 0)
        answer += buffer.prefix(max(0, heard))
        let zeros = [UInt8](repeating: 0, count: 65_536)
        var count = 0
        while count < limit {
            let sent = Glibc.send(socket.number, zeros, zeros.count, Int32(MSG_NOSIGNAL))
            guard sent > 0 else { break }
            count += sent
        }
        return (count, String(decoding: answer, as: UTF8.self))
    }

    @Test func `a long rest of a request that is answered ends the connection`() async throws {
        try await RelayServer.with { server in
            try await blocking {
                let limit = 256 << 20
                let head = "PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: \(limit)\r\n\r\n"
                let (count, answer) = try EarlyAnswerTests.send(head, zeros: limit, to: server)
                #expect(count < limit)
                #expect(answer.hasPrefix("HTTP/1.1 404 ") && answer.lowercased().contains("connection: close\r\n"))
            }
        }
    }

    @Test func `a client that waits to be told to go on, and is not, is told that the connection ends`() async throws {
        try await RelayServer.with { server in
            try await blocking {
                let head = "PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
                let (_, answer) = try EarlyAnswerTests.send(head, zeros: 0, to: server)
                #expect(answer.lowercased().contains("connection: close\r\n"))
            }
        }
    }

    @Test func `a short rest leaves the connection as it is`() async throws {
        try await RelayServer.with { server in
            try await blocking {
                let socket = try LoopbackPort.connect(to: UInt16(server.port))
                var buffer = [UInt8](repeating: 0, count: 4096)
                for _ in 0..<3 {
                    for part in ["PUT /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n", "hello"] {
                        let bytes = Array(part.utf8)
                        #expect(Glibc.send(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
                    }
                    let heard = recv(socket.number, &buffer, buffer.count, 0)
                    #expect(String(decoding: buffer.prefix(max(0, heard)), as: UTF8.self).hasPrefix("HTTP/1.1 404 "))
                }
            }
        }
    }

    @Test(arguments: ["GET /x HTTP/1.0\r\n\r\n", "GET /x HTTP/1.1\r\nHost: h\r\nConnection: TE, Close\r\n\r\n"])
    func `a request that is said to be the last one is`(request: String) async throws {
        try await RelayServer.with { server in
            try await blocking {
                try #expect(server.answer(to: request).hasPrefix("HTTP/1.1 404 "))
            }
        }
    }
}
