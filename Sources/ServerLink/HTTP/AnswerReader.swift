import LockerBase

/// Reads one answer of a server, and no byte of what follows its head unless that is its body. For one thread.
struct AnswerReader {
    /// Bytes of a head, of all that come before the answer itself, and of a body.
    private static let headLimit = 32 << 10
    static let bodyLimit = 256 << 10
    /// Answers before the last one, such as 103.
    private static let interimLimit = 8
    static let piece = 4096

    let stream: any ByteStream
    let server: ServerAddress
    let limit: TimeLimit

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
                throw Unreachable.error("\(server): the server closed the connection without an answer")
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
        throw Unreachable.error("\(server): the head of the server's answer does not end")
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

    var noHTTP: LockerError {
        Unreachable.error("\(server): what answers there speaks no HTTP")
    }

    var tooLong: LockerError {
        Unreachable.error("\(server): the server's answer is too long")
    }
}
