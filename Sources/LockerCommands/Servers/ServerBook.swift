import FoundationEssentials
import Glibc
import LockerBase
import POSIXSupport

/// The servers that somebody has signed in to, in a file that nobody else may read.
package struct ServerBook: Sendable {
    private static let version = 1

    private struct Page: Codable {
        var version = ServerBook.version
        var servers: [StoredServer] = []
    }

    private let file: PrivateFile

    /// The one in `folder`, which need not be there.
    package init(in folder: String) {
        file = PrivateFile(path: "\(folder)/servers.json")
    }

    /// The one in `$XDG_CONFIG_HOME/locker`, or `~/.config/locker` where that is not set.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` where there is no home either.
    package static func usual() throws(LockerError) -> ServerBook {
        for (name, below) in [("XDG_CONFIG_HOME", "/locker"), ("HOME", "/.config/locker")] {
            if let folder = getenv(name).map({ String(cString: $0) }), folder.hasPrefix("/") {
                return ServerBook(in: folder + below)
            }
        }
        throw LockerError(.failedPrecondition, "there is no place for tokens of servers; set XDG_CONFIG_HOME or HOME")
    }

    /// All of them, in the order of their addresses.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` for a file that others may read, or that is none of these.
    package func servers() throws(LockerError) -> [StoredServer] {
        try page().servers.sorted { $0.url < $1.url }
    }

    /// Puts `server` in the place of the one at its address, and returns that.
    package func put(_ server: StoredServer) throws(LockerError) -> StoredServer? {
        try change { servers in
            let old = servers.first { $0.url == server.url }
            servers.removeAll { $0.url == server.url }
            servers.append(server)
            return old
        }
    }

    /// Takes out the server at an address.
    package func remove(_ url: String) throws(LockerError) {
        try change { servers in servers.removeAll { $0.url == url } }
    }

    private func change<Result>(_ body: (inout [StoredServer]) -> Result) throws(LockerError) -> Result {
        let lock = try file.lock()
        defer { withExtendedLifetime(lock) {} }
        var page = try page()
        let result = body(&page.servers)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(page) else {
            throw LockerError(.internal, "\(file.path.printable): the servers cannot be written down")
        }
        try file.write(Array(data) + [UInt8(ascii: "\n")])
        return result
    }

    private func page() throws(LockerError) -> Page {
        guard let bytes = try file.read() else { return Page() }
        guard let page = try? JSONDecoder().decode(Page.self, from: Data(bytes)) else {
            throw LockerError(
                .failedPrecondition, "\(file.path.printable): no list of servers; remove it, and sign in again")
        }
        guard page.version <= ServerBook.version else {
            throw LockerError(.failedPrecondition, "\(file.path.printable): written by a newer locker; update this one")
        }
        return page
    }
}
