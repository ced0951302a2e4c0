/// Where the daemon is that a command is for.
package enum DaemonPlace: Sendable, Equatable {
    /// A socket of this machine.
    case socket(String)
    /// Behind a server.
    case server(StoredServer)

    /// Whether a server is between.
    package var isRemote: Bool {
        if case .server = self { true } else { false }
    }

    /// What it is called for people.
    package var text: String {
        switch self {
        case .socket(let path): path
        case .server(let server): server.url
        }
    }
}
