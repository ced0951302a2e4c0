import Testing

/// Requests of methods that are none of HTTP's. The server answers all others with 404.
@Suite struct UnknownMethodTests {
    @Test(arguments: ["NONSENSE /x HTTP/1.1\r\nHost: h\r\n\r\n", "FROBNICATE / HTTP/1.1\r\nHost: h\r\n\r\n"])
    func `a method that is unknown is not implemented`(request: String) async throws {
        try await RelayServer.with { server in
            try await blocking {
                let answer = try server.answer(to: request)
                #expect(answer.hasPrefix("HTTP/1.1 501 ") && answer.lowercased().contains("connection: close\r\n"))
            }
        }
    }

    @Test func `what else is wrong with a request is wrong all the same`() async throws {
        try await RelayServer.with { server in
            try await blocking {
                let broken = "GET /x HTTP/1.1\r\nHost: h\r\nBad Field: 1\r\n\r\n"
                let first = try server.answer(to: broken)
                #expect(first.hasPrefix("HTTP/1.1 400 "))
                // The one before is answered as it would be alone.
                let both = "GET /x HTTP/1.1\r\nHost: h\r\n\r\nNONSENSE /x HTTP/1.1\r\nHost: h\r\n\r\n"
                let answers = try server.answer(to: both)
                #expect(!answers.contains("HTTP/1.1 400 "))
            }
        }
    }
}
