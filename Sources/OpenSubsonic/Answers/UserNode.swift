/// People as clients are told of them: "User" of the document, never with a password.
enum UserNode {
    /// - Parameter folders: the numbers of their music folders.
    static func make(_ name: String, folders: [Int]) -> Node {
        var node = Node(capacity: 16)
        node.text("username", name)
        node.flag("scrobblingEnabled", true)
        node.flag("adminRole", false)
        node.flag("settingsRole", false)
        node.flag("downloadRole", true)
        node.flag("uploadRole", false)
        node.flag("playlistRole", true)
        node.flag("coverArtRole", true)
        node.flag("commentRole", true)
        node.flag("podcastRole", false)
        node.flag("streamRole", true)
        node.flag("jukeboxRole", false)
        node.flag("shareRole", false)
        node.flag("videoConversionRole", false)
        node.add("folder", .numbers(folders))
        return node
    }
}
