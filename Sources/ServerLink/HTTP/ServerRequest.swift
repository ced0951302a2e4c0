/// A request to a server (RFC 9112), of which the body is short.
package struct ServerRequest: Sendable {
    package var method: String
    /// What follows the server's name: `/api/v1/tokens`.
    package var path: String
    /// Beside `Host`, `Content-Length` and those that say what becomes of the connection.
    package var fields: [(name: String, value: String)] = []
    package var body: [UInt8] = []

    package init(_ method: String, _ path: String) {
        (self.method, self.path) = (method, path)
    }

    /// The bytes that ask `server`.
    ///
    /// - Parameter protocolName: what the connection is to carry after the answer; nil for nothing.
    func bytes(to server: ServerAddress, upgradingTo protocolName: String?) -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: \(server.authority)"]
        if let protocolName {
            lines += ["Connection: Upgrade", "Upgrade: \(protocolName)"]
        } else {
            lines += ["Connection: close", "Content-Length: \(body.count)"]
        }
        lines += fields.map { "\($0.name): \(ServerRequest.value($0.value))" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// A value without anything that would end its line.
    private static func value(_ text: String) -> String {
        String(decoding: text.utf8.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
    }
}
