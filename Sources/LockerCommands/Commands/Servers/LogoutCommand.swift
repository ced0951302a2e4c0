import ArgumentParser
import LockerBase
import ServerLink

struct LogoutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "Have a server forget this device's token, and forget it here.",
        discussion: "Libraries, and what was synced, stay as they are, here and there.")

    @Argument(help: "The server (default: the only one that this device is signed in to).")
    var address: String?

    @Flag(help: "Forget it here alone, where the server cannot be reached.")
    var hereOnly = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let book = try ServerBook.usual()
        let server = try stored(in: book)
        if !hereOnly { try server.gateway().logOut(server.token) }
        try book.remove(server.url)
        global.report(ServerText.json(server), "signed out of \(server.url)")
    }

    private func stored(in book: ServerBook) throws(LockerError) -> StoredServer {
        var choice = global.choice
        choice.server = address ?? choice.server
        if let named = try choice.namedServer() { return named }
        let servers = try book.servers()
        guard servers.count == 1, let server = servers.first else {
            let known = servers.map(\.url).joined(separator: ", ")
            throw LockerError(
                .invalidArgument,
                servers.isEmpty ? "this device is signed in to no server" : "say which server: \(known)")
        }
        return server
    }
}
