import Glibc
import Testing

@Suite struct ServerTests {
    @Test func metricsAreAnswered() throws {
        #expect(
            try Scraper.answer(to: "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
                == "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
                + "Content-Length: 4\r\nConnection: close\r\n\r\na 1\n")
    }

    @Test(arguments: [
        ("GET /metrics?name=a HTTP/1.0\n\n", "200 OK"),
        ("GET / HTTP/1.1\r\n\r\n", "404 Not Found"),
        ("GET /metrics/ HTTP/1.1\r\n\r\n", "404 Not Found"),
        ("POST /metrics HTTP/1.1\r\nContent-Length: 9\r\n\r\nnine byte", "405 Method Not Allowed"),
        ("get /metrics HTTP/1.1\r\n\r\n", "405 Method Not Allowed"),
        ("GET /metrics\r\n\r\n", "400 Bad Request"),
        ("GET  /metrics HTTP/1.1\r\n\r\n", "400 Bad Request"),
        ("GET metrics HTTP/1.1\r\n\r\n", "400 Bad Request"),
        ("GET /metrics HTTP/2\r\n\r\n", "400 Bad Request"),
        ("\r\n\r\n", "400 Bad Request"),
        ("GET /metrics HTTP/1.1\r\nX: " + String(repeating: "x", count: 20_000), "431 Request Header Fields Too Large"),
    ])
    func allElseIsRefused(request: String, status: String) throws {
        #expect(try Scraper.answer(to: request).hasPrefix("HTTP/1.1 \(status)\r\n"))
    }

    @Test func aRequestMayComeInPieces() throws {
        try Scraper.withServer("a 1\n") { path in
            let scraper = try Scraper(path)
            for piece in ["GE", "T /metrics HTTP", "/1.1\r\nHost: x\r", "\n\r"] {
                scraper.send(piece)
                usleep(1000)
            }
            scraper.send("\n")
            #expect(scraper.receive().hasSuffix("\r\n\r\na 1\n"))
        }
    }

    @Test func anAnswerLongerThanTheSocketHoldsArrivesWhole() throws {
        let content = String(repeating: "locker_something_total 1234567890\n", count: 100_000)
        #expect(
            try Scraper.answer(to: "GET /metrics HTTP/1.1\r\n\r\n", content: content).hasSuffix("\r\n\r\n" + content))
    }

    /// They hold more connections than the server has places.
    @Test func clientsThatHangKeepNobodyFromAnAnswer() throws {
        try Scraper.withServer("a 1\n") { path in
            let silent = try (0..<40).map { _ in try Scraper(path) }
            let slow = try (0..<40).map { _ in try Scraper(path) }
            for scraper in slow { scraper.send("GET /met") }
            for _ in 0..<3 {
                let scraper = try Scraper(path)
                scraper.send("GET /metrics HTTP/1.1\r\n\r\n")
                #expect(scraper.receive().hasSuffix("a 1\n"))
            }
            withExtendedLifetime((silent, slow)) {}
        }
    }

    @Test func aServerThatStopsEndsItsConnections() throws {
        let scraper = try Scraper.withServer("a 1\n") { path in
            let scraper = try Scraper(path)
            scraper.send("GET /met")
            return scraper
        }
        #expect(scraper.receive() == "")
    }
}
