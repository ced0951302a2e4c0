import Foundation
import Glibc
import LockerTestSupport
import POSIXSupport

/// A connection to a gateway, for one thread at a time, which it blocks: for no step longer than half a minute.
final class HTTPLine: @unchecked Sendable {
    enum Failure: Error {
        /// Nothing came for too long, or the connection ended amid an answer.
        case ended(after: [UInt8])
        case malformed(String)
    }

    private static let patience = 30
    private let socket: Descriptor
    private var buffer: [UInt8] = []

    init(_ path: String) throws {
        socket = try LoopbackPort.connect(toUnix: path)
        var limit = timeval(tv_sec: HTTPLine.patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(socket.number, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// Sends a request and returns its answer.
    func exchange(_ ask: Ask) throws -> Answer {
        send(ask.head)
        send(ask.content)
        return try answer(to: ask.method)
    }

    /// Returns whether all of it left: a server may answer and end the connection before that.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
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

    /// The next answer, with all of its body.
    func answer(to method: String) throws -> Answer {
        var answer = try head()
        let hasBody = method != "HEAD" && answer.status >= 200 && answer.status != 204 && answer.status != 304
        if hasBody { answer.body = try body(of: answer) }
        return answer
    }

    /// The next answer without its body.
    func head() throws -> Answer {
        let end = Array("\r\n\r\n".utf8)
        var seen = 0
        while true {
            if let place = HTTPLine.find(end, in: buffer, from: seen) {
                let text = String(decoding: buffer[..<place], as: UTF8.self)
                buffer.removeFirst(place + end.count)
                return try HTTPLine.parse(text)
            }
            seen = max(0, buffer.count - end.count)
            guard try fill() else { throw Failure.ended(after: buffer) }
        }
    }

    /// So many bytes of what follows.
    func read(_ count: Int) throws -> [UInt8] {
        while buffer.count < count {
            guard try fill() else { throw Failure.ended(after: buffer) }
        }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// All that comes until the connection ends.
    func readToEnd() throws -> [UInt8] {
        while try fill() {}
        defer { buffer = [] }
        return buffer
    }

    /// Whether the other side ends the connection, which is waited for without reading.
    func endsByItself() -> Bool {
        var wait = pollfd(fd: socket.number, events: 0, revents: 0)
        return poll(&wait, 1, Int32(HTTPLine.patience * 1000)) == 1
            && wait.revents & Int16(POLLHUP | POLLERR) != 0
    }

    private func body(of answer: Answer) throws -> [UInt8] {
        if answer["Transfer-Encoding"]?.lowercased() == "chunked" { return try chunks() }
        guard let length = answer["Content-Length"] else { return try readToEnd() }
        guard let count = Int(length) else { throw Failure.malformed(length) }
        return try read(count)
    }

    private func chunks() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let line = try self.line()
            guard let count = Int(line, radix: 16) else { throw Failure.malformed(line) }
            bytes += try read(count)
            _ = try read(2)
            if count == 0 { return bytes }
        }
    }

    private func line() throws -> String {
        var bytes: [UInt8] = []
        while !bytes.suffix(2).elementsEqual("\r\n".utf8) { bytes += try read(1) }
        return String(decoding: bytes.dropLast(2), as: UTF8.self)
    }

    /// Reads what is there. Returns false where the connection has ended.
    private func fill() throws -> Bool {
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        let room = piece.count
        let count = retrying { recv(socket.number, &piece, room, 0) }
        if count < 0, errno == EAGAIN || errno == EWOULDBLOCK { throw Failure.ended(after: buffer) }
        guard count > 0 else { return false }
        buffer += piece.prefix(count)
        return true
    }

    private static func find(_ text: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= text.count else { return nil }
        for place in start...(bytes.count - text.count) where bytes[place..<(place + text.count)].elementsEqual(text) {
            return place
        }
        return nil
    }

    private static func parse(_ head: String) throws -> Answer {
        var lines = head.components(separatedBy: "\r\n")
        let words = lines.removeFirst().split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw Failure.malformed(head)
        }
        let fields = lines.map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
            return (name: String(parts[0]), value: value)
        }
        return Answer(status: status, fields: fields)
    }
}
