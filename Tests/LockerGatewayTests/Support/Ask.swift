/// A request of HTTP/1.1, as a client sends it.
struct Ask: Sendable {
    var method = "GET"
    /// The path and the query, escaped.
    var target: String
    var fields: [(name: String, value: String)] = []
    /// Nil for none.
    var body: [UInt8]?
    /// Whether the body comes in chunks, without its length before it.
    var isChunked = false

    /// The head, with what says how long the body is.
    var head: [UInt8] {
        var text = "\(method) \(target) HTTP/1.1\r\nHost: locker.test\r\n"
        for field in fields { text += "\(field.name): \(field.value)\r\n" }
        if let body { text += isChunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: \(body.count)\r\n" }
        return Array((text + "\r\n").utf8)
    }

    /// The body as it is sent.
    var content: [UInt8] {
        guard let body else { return [] }
        guard isChunked else { return body }
        var bytes: [UInt8] = []
        var rest = body[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(1000)
            bytes += Array((String(chunk.count, radix: 16) + "\r\n").utf8)
            bytes += chunk
            bytes += Array("\r\n".utf8)
            rest = rest.dropFirst(chunk.count)
        }
        return bytes + Array("0\r\n\r\n".utf8)
    }
}
