import LockerBase

/// Reads one answer of a server, and no byte of what follows its head unless that is its body. For one thread.
struct AnswerReader {
    /// Bytes of a head, of all that come before the answer itself, and of a body.
    private static let headLimit = 32 << 10
    private static let bodyLimit = 256 << 10
    /// Answers before the last one, such as 103.
    private static let interimLimit = 8
    private static let piece = 4096

    private let stream: any ByteStream
    private let server: ServerAddress
    private let limit: TimeLimit

    init(_ stream: any ByteStream, of server: ServerAddress, by limit: TimeLimit) {
        (self.stream, self.server, self.limit) = (stream, server, limit)
    }

    /// The head of the answer. What the server says before it (RFC 9110, 15.2) is passed over.
    func head() throws(LockerError) -> ServerAnswer {
        for _ in 0..<AnswerReader.interimLimit {
            guard let answer = ServerAnswer(head: try headBytes()) else { throw noHTTP }
            if answer.status >= 200 || answer.status == 101 { return answer }
        }
        throw noHTTP
    }

    /// The answer with the body that follows its head.
    func whole(_ head: ServerAnswer) throws(LockerError) -> ServerAnswer {
        var answer = head
        if head.status < 200 || [204, 304].contains(head.status) { return answer }
        if head.has("chunked", in: "transfer-encoding") {
            answer.body = try chunks()
        } else if let field = head.fields["content-length"] {
            guard let length = Int(field), length >= 0 else { throw noHTTP }
            answer.body = try body(length)
        } else {
            answer.body = try bodyToEnd()
        }
        return answer
    }

    /// Up to the empty line, and no byte behind it.
    private func headBytes() throws(LockerError) -> [UInt8] {
        var head: [UInt8] = []
        while head.count < AnswerReader.headLimit {
            let found = try stream.look(AnswerReader.piece, by: limit)
            guard !found.isEmpty else {
                throw LockerError(unreachable: "\(server): the server closed the connection without an answer")
            }
            let before = head.count
            head += found
            // The end may lie across what came before and this.
            if let end = AnswerReader.end(of: head, from: max(0, before - 3)) {
                try stream.take(end - before)
                return Array(head.prefix(end))
            }
            try stream.take(found.count)
        }
        throw LockerError(unreachable: "\(server): the head of the server's answer does not end")
    }

    /// Where the empty line ends that `bytes` have at or behind `start`; nil where there is none yet.
    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        for place in start..<bytes.count where bytes[place] == lineFeed {
            if place >= 1, bytes[place - 1] == lineFeed { return place + 1 }
            if place >= 2, bytes[place - 1] == carriageReturn, bytes[place - 2] == lineFeed { return place + 1 }
        }
        return nil
    }

    private func body(_ length: Int) throws(LockerError) -> [UInt8] {
        guard length <= AnswerReader.bodyLimit else { throw tooLong }
        var body: [UInt8] = []
        while body.count < length {
            let more = try stream.receive(min(length - body.count, AnswerReader.piece), by: limit)
            guard !more.isEmpty else { throw LockerError(unreachable: "\(server): the server's answer ends early") }
            body += more
        }
        return body
    }

    private func bodyToEnd() throws(LockerError) -> [UInt8] {
        var body: [UInt8] = []
        while case let more = try stream.receive(AnswerReader.piece, by: limit), !more.isEmpty {
            body += more
            guard body.count <= AnswerReader.bodyLimit else { throw tooLong }
        }
        return body
    }

    /// A body in chunks (RFC 9112, 7.1); what follows the last one is left where it is.
    private func chunks() throws(LockerError) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let head = try line()
            let digits = head.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
            guard let length = Int(String(decoding: digits, as: UTF8.self), radix: 16), length >= 0 else {
                throw noHTTP
            }
            if length == 0 { return body }
            guard length <= AnswerReader.bodyLimit - body.count else { throw tooLong }
            let chunk = try self.body(length)
            body += chunk
            guard try line().isEmpty else { throw noHTTP }
        }
    }

    private func line() throws(LockerError) -> [UInt8] {
        var line: [UInt8] = []
        while line.count < 1024 {
            guard let byte = try stream.receive(1, by: limit).first else { throw noHTTP }
            if byte == UInt8(ascii: "\n") {
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return line
            }
            line.append(byte)
        }
        throw noHTTP
    }

    private var noHTTP: LockerError {
        LockerError(unreachable: "\(server): what answers there speaks no HTTP")
    }

    private var tooLong: LockerError {
        LockerError(unreachable: "\(server): the server's answer is too long")
    }
}
