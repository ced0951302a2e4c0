import LockerBase

/// What the server is, and who calls.
enum SystemEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "ping": ping, "getLicense": getLicense, "getOpenSubsonicExtensions": getOpenSubsonicExtensions,
        "tokenInfo": tokenInfo, "getScanStatus": getScanStatus, "startScan": getScanStatus,
    ]

    /// The extensions of the document, and the versions of each that there are here.
    static let extensions: [(name: String, version: Int)] = [
        ("formPost", 1), ("apiKeyAuthentication", 1), ("songLyrics", 1), ("indexBasedQueue", 1),
    ]

    static func ping(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .done
    }

    static func getLicense(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        var node = Node()
        node.flag("valid", true)
        return .object("license", node)
    }

    /// It is answered before anybody is asked who they are.
    static func getOpenSubsonicExtensions(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        extensionList(converts: false)
    }

    /// The one answer that needs no credentials.
    ///
    /// - Parameter converts: whether songs can be had in other encodings.
    static func extensionList(converts: Bool) -> SubsonicAnswer {
        var all = extensions
        if converts { all.append((name: "transcodeOffset", version: 1)) }
        let known = all
        var result = Node()
        let nodes = Nodes(known.map { $0.name }) { name in
            var node = Node()
            node.text("name", name)
            node.add("versions", .numbers(known.filter { $0.name == name }.map { $0.version }))
            return node
        }
        result.nodes("openSubsonicExtensions", nodes)
        return .document(SubsonicDocument(result))
    }

    static func tokenInfo(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        var node = Node()
        node.text("username", call.caller.person)
        return .object("tokenInfo", node)
    }

    /// Nothing is ever scanned: the index follows the libraries as they change.
    static func getScanStatus(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        var node = Node()
        node.flag("scanning", false)
        node.number("count", try call.shelves.state().songs)
        return .object("scanStatus", node)
    }
}
