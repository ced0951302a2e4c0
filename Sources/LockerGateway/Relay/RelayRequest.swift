import NIOHTTP1

/// The request that asks for a relay.
package enum RelayRequest {
    /// Where it goes, and what the connection carries after it.
    package static let path = "/locker/v1/calls"
    package static let protocolName = "locker-calls/1"

    /// Whether `head` is one.
    static func isOne(_ head: HTTPRequestHead) -> Bool {
        head.method == .GET && head.version == .http1_1 && head.uri.prefix { $0 != "?" } == path
            && has("upgrade", in: "connection", of: head) && has(protocolName, in: "upgrade", of: head)
    }

    /// The token that it shows; nil for none.
    static func token(of head: HTTPRequestHead) -> String? {
        let shown = head.headers["authorization"]
        guard shown.count == 1, shown[0].utf8.count <= 4096 else { return nil }
        let words = shown[0].split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer", !words[1].contains(" ") else { return nil }
        return String(words[1])
    }

    private static func has(_ word: String, in field: String, of head: HTTPRequestHead) -> Bool {
        head.headers[canonicalForm: field].contains { $0.lowercased() == word }
    }
}
