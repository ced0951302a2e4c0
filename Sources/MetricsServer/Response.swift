/// An HTTP/1.1 response, after which the connection ends (RFC 9112).
struct Response {
    /// All of it.
    let bytes: [UInt8]

    /// The answer to `request`; `content` is asked for where metrics are wanted.
    init(to request: Request, content: () -> String) {
        guard request.path == "/metrics" else {
            self.init(.notFound, hasBody: request.method != "HEAD")
            return
        }
        guard request.method == "GET" else {
            self.init(.methodNotAllowed, headers: ["Allow: GET"], hasBody: request.method != "HEAD")
            return
        }
        self.init(.ok, type: "text/plain; version=0.0.4; charset=utf-8", body: content())
    }

    /// A refusal, which says no more than its status.
    ///
    /// - Parameter hasBody: false for a HEAD, whose answer has the headers alone.
    init(_ status: ResponseStatus, headers: [String] = [], hasBody: Bool = true) {
        self.init(
            status, headers: headers, type: "text/plain; charset=utf-8", body: status.rawValue + "\n", hasBody: hasBody)
    }

    private init(_ status: ResponseStatus, headers: [String] = [], type: String, body: String, hasBody: Bool = true) {
        let body = Array(body.utf8)
        let lines =
            ["HTTP/1.1 \(status.rawValue)", "Content-Type: \(type)", "Content-Length: \(body.count)"] + headers
            + ["Connection: close", "", ""]
        bytes = Array(lines.joined(separator: "\r\n").utf8) + (hasBody ? body : [])
    }
}
