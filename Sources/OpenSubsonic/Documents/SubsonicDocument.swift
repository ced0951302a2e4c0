import LockerBase

/// A whole answer in words: a result or an error, with what every answer says of the server.
package struct SubsonicDocument: Sendable {
    /// The version of Subsonic's API that is served.
    static let version = "1.16.1"

    let root: Node

    /// - Parameter result: what the call answers; its fields come behind those that every answer has.
    init(_ result: Node) {
        var root = SubsonicDocument.head("ok")
        root.take(result)
        self.root = root
    }

    package init(_ error: SubsonicError) {
        var node = Node()
        node.number("code", error.code.rawValue)
        node.text("message", error.message)
        node.text("helpUrl", error.helpURL)
        var root = SubsonicDocument.head("failed")
        root.node("error", node)
        self.root = root
    }

    private static func head(_ status: String) -> Node {
        var node = Node()
        node.text("status", status)
        node.text("version", version)
        node.text("type", "locker")
        node.text("serverVersion", LockerVersion.text)
        node.flag("openSubsonic", true)
        return node
    }
}
