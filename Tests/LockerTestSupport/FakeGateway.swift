import Glibc
import POSIXSupport

/// Answers HTTP at a port of this machine as a test says, and carries bytes to a daemon's socket where it says so.
public final class FakeGateway: Sendable {
    /// What becomes of one request.
    public enum Reaction: Sendable {
        /// Answers 101 and carries bytes to a Unix socket and back, until so many have come back, or gone there; nil for
        /// no end.
        case carry(to: String, cut: Int?, cutUp: Int? = nil)
        /// Sends a text and ends the connection.
        case answer(String)
        /// Sends lines of a head for as long as somebody takes them.
        case endless
    }

    /// What of a request was asked for: its head, and its body.
    public typealias React = @Sendable (_ head: String, _ body: String, _ number: Int) -> Reaction

    private let listener: Descriptor
    public let port: UInt16
    private let react: React
    private let threads = Monitor<[Thread]>([])
    private let ends = Monitor<[Descriptor]>([])
    private let count = Monitor(0)

    /// Runs `body` with the server's address.
    public static func with<Result>(_ react: @escaping React, _ body: (FakeGateway) throws -> Result) throws -> Result {
        let gateway = try FakeGateway(react)
        try gateway.start()
        defer { gateway.stop() }
        return try body(gateway)
    }

    /// The same, with one reaction to all requests.
    public static func with<Result>(
        always reaction: Reaction, _ body: (FakeGateway) throws -> Result
    ) throws -> Result {
        let react: React = { _, _, _ in reaction }
        return try with(react, body)
    }

    /// `http://127.0.0.1:PORT`.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// Connections that came.
    public var connections: Int { count.withLock { $0 } }

    private init(_ react: @escaping React) throws(SystemError) {
        (listener, port) = try LoopbackPort.listen()
        self.react = react
    }

    private func start() throws {
        let acceptor = try Thread("gateway") { [self] in
            while true {
                let number = accept(listener.number, nil, nil)
                guard number >= 0 else { return }
                let near = Descriptor(owning: number)
                ends.withLock { $0.append(near) }
                let index = count.withLock { count -> Int in
                    count += 1
                    return count
                }
                guard let thread = try? Thread("gateway", { [self] in serve(near, index) }) else { return }
                threads.withLock { $0.append(thread) }
            }
        }
        threads.withLock { $0.append(acceptor) }
    }

    private func stop() {
        shutdown(listener.number, Int32(SHUT_RDWR))
        // Who was accepted meanwhile is among these when the acceptor has ended.
        var joined = 0
        while case let rest = threads.withLock({ Array($0[joined...]) }), !rest.isEmpty {
            for end in ends.withLock({ $0 }) { shutdown(end.number, Int32(SHUT_RDWR)) }
            for thread in rest { thread.join() }
            joined += rest.count
        }
    }

    /// Ends all connections that there are, as a network does that breaks.
    public func breakAll() {
        for end in ends.withLock({ $0 }) { shutdown(end.number, Int32(SHUT_RDWR)) }
    }

    private func serve(_ near: Descriptor, _ index: Int) {
        guard let (head, body) = FakeGateway.request(near) else { return }
        switch react(head, body, index) {
        case .answer(let text):
            _ = FakeGateway.send(Array(text.utf8), to: near)
            shutdown(near.number, Int32(SHUT_RDWR))
        case .endless:
            _ = FakeGateway.send(Array("HTTP/1.1 200 OK\r\n".utf8), to: near)
            while FakeGateway.send(Array("X-Filler: \(String(repeating: "x", count: 1000))\r\n".utf8), to: near) {}
        case .carry(let socket, let cut, let cutUp): carry(near, to: socket, cut, cutUp)
        }
    }

    private func carry(_ near: Descriptor, to socket: String, _ cut: Int?, _ cutUp: Int?) {
        guard let far = try? LoopbackPort.connect(toUnix: socket) else { return }
        ends.withLock { $0.append(far) }
        let answer = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: locker-calls/1\r\n\r\n"
        guard FakeGateway.send(Array(answer.utf8), to: near) else { return }
        guard let back = try? Thread("gateway", { FakeGateway.pass(far, near, limit: cut) }) else { return }
        threads.withLock { $0.append(back) }
        FakeGateway.pass(near, far, limit: cutUp)
    }

    /// The head of a request and its body; nil where none comes.
    private static func request(_ near: Descriptor) -> (String, String)? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard bytes.count < 64 << 10, recv(near.number, &byte, 1, 0) == 1 else { return nil }
            bytes.append(byte)
        }
        let head = String(decoding: bytes, as: UTF8.self)
        let length = head.split(separator: "\r\n").compactMap { line -> Int? in
            line.lowercased().hasPrefix("content-length: ") ? Int(line.dropFirst(16)) : nil
        }
        var body: [UInt8] = []
        while body.count < length.first ?? 0, recv(near.number, &byte, 1, 0) == 1 { body.append(byte) }
        return (head, String(decoding: body, as: UTF8.self))
    }

    private static func pass(_ from: Descriptor, _ to: Descriptor, limit: Int?) {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var left = limit ?? .max
        while left > 0 {
            let most = min(buffer.count, left)
            let count = retrying { recv(from.number, &buffer, most, 0) }
            guard count > 0 else { break }
            left -= count
            guard send(Array(buffer.prefix(count)), to: to) else { break }
        }
        guard left > 0 else {
            for end in [from, to] { shutdown(end.number, Int32(SHUT_RDWR)) }
            return
        }
        shutdown(to.number, Int32(SHUT_WR))
    }

    /// Returns whether all of it left.
    private static func send(_ bytes: [UInt8], to socket: Descriptor) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { part in
                retrying { Glibc.send(socket.number, part.baseAddress, part.count, Int32(MSG_NOSIGNAL)) }
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
