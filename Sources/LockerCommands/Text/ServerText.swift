import LockerBase

/// Servers that somebody has signed in to; of their tokens nothing is shown.
enum ServerText {
    static func line(_ server: StoredServer) -> String {
        let label = server.label.map { " (this device: \(ListedName.shown($0)))" } ?? ""
        return "\(server.url)  \(server.account.printable)\(label)"
    }

    static func json(_ server: StoredServer) -> JSONValue {
        [
            "server": .string(server.url), "account": .string(server.account),
            "label": server.label.map { .string($0) } ?? .null,
        ]
    }
}
