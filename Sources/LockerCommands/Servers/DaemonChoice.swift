import Glibc
import LockerBase
import ServerLink

/// What says where the daemon is: options first, then the environment, then what is there.
package struct DaemonChoice: Sendable {
    /// The variables beside that of the socket.
    package static let serverVariable = "LOCKER_SERVER"
    package static let certificatesVariable = "LOCKER_CA_FILE"

    /// A socket, and a server, that options name: one of both at most.
    package var socket: String?
    package var server: String?
    /// The file of certificates that an option names.
    package var certificates: String?
    private let book: ServerBook?
    private let environment: @Sendable (String) -> String?
    private let usualSocket: @Sendable () throws(LockerError) -> String

    /// - Parameters:
    ///   - book: nil where there is no place for one.
    ///   - environment: the value of a variable.
    ///   - usualSocket: where the socket is when nobody says otherwise.
    package init(
        socket: String? = nil, server: String? = nil, certificates: String? = nil, book: ServerBook?,
        environment: @escaping @Sendable (String) -> String? = { name in getenv(name).map { String(cString: $0) } },
        usualSocket: @escaping @Sendable () throws(LockerError) -> String = { () throws(LockerError) in
            try DefaultSocket.path()
        }
    ) {
        (self.socket, self.server, self.certificates, self.book) = (socket, server, certificates, book)
        (self.environment, self.usualSocket) = (environment, usualSocket)
    }

    /// Where the daemon is.
    ///
    /// The only server that somebody has signed in to is meant without a word where no socket is named and none is at the
    /// usual place.
    /// - Throws: ``LockerError/Code/failedPrecondition`` for a server that nobody has signed in to, and where nothing tells.
    package func place() throws(LockerError) -> DaemonPlace {
        if let socket { return .socket(socket) }
        if let named = try namedServer() { return .server(named) }
        if let path = variable(DefaultSocket.variable) { return .socket(path) }
        let usual = Result { () throws(LockerError) in try usualSocket() }
        if case .success(let path) = usual, access(path, F_OK) == 0 { return .socket(path) }
        // One that cannot be read is of no use, and no reason to keep a socket's error back.
        let servers = (try? book?.servers()) ?? []
        if servers.count == 1 { return .server(completed(servers[0])) }
        guard servers.isEmpty else {
            throw LockerError(
                .failedPrecondition,
                "no daemon is on this machine, and there are several servers: give --server, one of "
                    + servers.map(\.url).joined(separator: ", "))
        }
        return .socket(try usual.get())
    }

    /// The server that an option or the environment names; nil where none does.
    package func namedServer() throws(LockerError) -> StoredServer? {
        guard let text = server ?? variable(DaemonChoice.serverVariable) else { return nil }
        let address = try ServerAddress(text)
        let stored = try book?.servers().first { $0.url == "\(address)" }
        guard let stored else {
            throw LockerError(
                .failedPrecondition, "\(address): not signed in from this device; 'locker login \(address)' does that")
        }
        return completed(stored)
    }

    /// The file of certificates that is named, for a server that is not stored yet; nil for none.
    package var namedCertificates: String? { certificates ?? variable(DaemonChoice.certificatesVariable) }

    private func completed(_ server: StoredServer) -> StoredServer {
        var server = server
        server.certificates = namedCertificates ?? server.certificates
        return server
    }

    /// A variable that is set and not empty.
    private func variable(_ name: String) -> String? {
        environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
