/// What a call is answered with.
package enum SubsonicAnswer: Sendable {
    case document(SubsonicDocument)
    /// The bytes of a song.
    case content(SongContent)
    /// The bytes of a picture.
    case cover(CoverContent)
    case failure(SubsonicError)

    /// That it is done.
    static let done = SubsonicAnswer.document(SubsonicDocument(Node()))

    /// One thing, under its name.
    static func object(_ name: StaticString, _ node: Node) -> SubsonicAnswer {
        var result = Node(capacity: 1)
        result.node(name, node)
        return .document(SubsonicDocument(result))
    }

    /// A thing that is nothing but one list.
    static func list(_ name: StaticString, of member: StaticString, _ nodes: Nodes) -> SubsonicAnswer {
        var node = Node(capacity: 1)
        node.nodes(member, nodes)
        return object(name, node)
    }
}
