import LockerBase

/// Servers that somebody has signed in to; of their tokens nothing is shown.
enum ServerText {
    static func line(_ server: StoredServer) -> String {
        let label = server.label.map { " (this device: \(ListedName.shown($0)))" } ?? ""
        return "\(server.url)  \(server.account.printable)\(label)"
    }

    /// What somebody hears who has signed in.
    static func signedIn(_ server: StoredServer) -> String {
        let label = server.label.map { "; this device is called '\(ListedName.shown($0))' there" } ?? ""
        return "signed in to \(server.url) as \(server.account.printable)\(label)"
    }

    /// The token that this device had there.
    static func token(of server: StoredServer) -> String {
        let label = server.label.map { ", '\(ListedName.shown($0))'," } ?? ""
        return "the token of \(server.account.printable)\(label) that this device had there"
    }

    static func json(_ server: StoredServer) -> JSONValue {
        [
            "server": .string(server.url), "account": .string(server.account),
            "label": server.label.map { .string($0) } ?? .null,
        ]
    }
}
