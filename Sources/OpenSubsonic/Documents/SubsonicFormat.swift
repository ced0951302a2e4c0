/// How a document is written.
package enum SubsonicFormat: Hashable, Sendable {
    /// - Parameter isPlain: without what OpenSubsonic adds to Subsonic's elements.
    case xml(isPlain: Bool)
    case json
    /// JSON as the argument of a call of a function of JavaScript.
    case jsonp(function: String)

    /// For Content-Type.
    package var mediaType: String {
        switch self {
        case .xml: "text/xml; charset=utf-8"
        case .json: "application/json"
        case .jsonp: "text/javascript; charset=utf-8"
        }
    }

    /// The bytes of a document, in UTF-8.
    package func render(_ document: SubsonicDocument) -> [UInt8] {
        switch self {
        case .xml(let isPlain):
            var writer = XMLWriter(isPlain: isPlain)
            writer.bytes.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
            writer.write(document.root, as: "subsonic-response", namespace: "http://subsonic.org/restapi")
            return writer.bytes
        case .json:
            return SubsonicFormat.write(document, behind: "")
        case .jsonp(let function):
            var bytes = SubsonicFormat.write(document, behind: function + "(")
            bytes.write(");")
            return bytes
        }
    }

    private static func write(_ document: SubsonicDocument, behind start: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.bytes.append(contentsOf: start.utf8)
        writer.bytes.write("{\"subsonic-response\":")
        writer.write(document.root)
        writer.bytes.append(UInt8(ascii: "}"))
        return writer.bytes
    }
}
