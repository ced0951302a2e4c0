/// The first line of an HTTP/1.1 request (RFC 9112, section 3), which is all that is looked at.
struct Request: Equatable {
    let method: String
    /// Without the query.
    let path: String

    /// The most bytes that a request line and its headers may have.
    static let maximumHead = 8 << 10

    /// What has arrived of a request.
    enum Arrival: Equatable {
        case incomplete
        case complete(Request)
        /// Not a request, or one with more than ``maximumHead``.
        case refused(ResponseStatus)
    }

    /// Looks for a whole head in `bytes`.
    static func parse(_ bytes: [UInt8]) -> Arrival {
        guard let end = endOfHead(bytes) else {
            return bytes.count < maximumHead ? .incomplete : .refused(.headTooLarge)
        }
        let line = bytes[..<end].prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3, words[2].starts(with: "HTTP/1.".utf8), words[1].first == UInt8(ascii: "/") else {
            return .refused(.badRequest)
        }
        let path = words[1].prefix { $0 != UInt8(ascii: "?") }
        return .complete(
            Request(method: String(decoding: words[0], as: UTF8.self), path: String(decoding: path, as: UTF8.self)))
    }

    /// Where the empty line starts that ends the head; a recipient may take a bare line feed for a line's end.
    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        var lineIsEmpty = false
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"):
                if lineIsEmpty { return index }
                lineIsEmpty = true
            case UInt8(ascii: "\r"): break
            default: lineIsEmpty = false
            }
        }
        return nil
    }
}
