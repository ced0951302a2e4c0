import LockerBase

extension AnswerReader {
    func body(_ length: Int) throws(LockerError) -> [UInt8] {
        guard length <= AnswerReader.bodyLimit else { throw tooLong }
        var body: [UInt8] = []
        while body.count < length {
            let more = try stream.receive(min(length - body.count, AnswerReader.piece), by: limit)
            guard !more.isEmpty else { throw Unreachable.error("\(server): the server's answer ends early") }
            body += more
        }
        return body
    }

    func bodyToEnd() throws(LockerError) -> [UInt8] {
        var body: [UInt8] = []
        while case let more = try stream.receive(AnswerReader.piece, by: limit), !more.isEmpty {
            body += more
            guard body.count <= AnswerReader.bodyLimit else { throw tooLong }
        }
        return body
    }

    /// A body in chunks (RFC 9112, 7.1); what follows the last one is left where it is.
    func chunks() throws(LockerError) -> [UInt8] {
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
}
