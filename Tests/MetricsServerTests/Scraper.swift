import Glibc
import LockerTestSupport
import MetricsServer
import POSIXSupport
import TTRPC

/// A client of a metrics server at a Unix socket, which sends whatever bytes a test likes. A wait of over a minute
/// fails.
struct Scraper {
    let socket: Descriptor

    init(_ path: String) throws {
        socket = try UnixSocket.connect(to: path)
        var minute = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket.number, SOL_SOCKET, SO_RCVTIMEO, &minute, socklen_t(MemoryLayout<timeval>.size))
    }

    func send(_ text: String) {
        _ = text.withCString { Glibc.send(socket.number, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
    }

    /// All that the server sends until it ends the connection.
    func receive() -> String {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket.number, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: received, as: UTF8.self) }
            received += buffer[..<count]
        }
    }

    /// What a server with `content` answers to `request`.
    static func answer(to request: String, content: String = "a 1\n") throws -> String {
        try withServer(content) { path in
            let scraper = try Scraper(path)
            scraper.send(request)
            return scraper.receive()
        }
    }

    static func withServer<Result>(_ content: String, _ body: (String) throws -> Result) throws -> Result {
        try withTemporaryDirectory { directory in
            let path = directory + "/m"
            let server = try MetricsServer(listening: try UnixSocket.listen(at: path, mode: 0o660)) { content }
            try server.start()
            defer { server.stop() }
            return try body(path)
        }
    }
}
