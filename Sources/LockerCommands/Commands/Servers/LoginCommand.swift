import ArgumentParser
import Glibc
import LockerBase
import LockerClient
import LockerSync
import ServerLink

struct LoginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in to a server, for commands from this computer.",
        discussion: """
            Asks for the account's name and password, and keeps a token of this device, which the server can revoke by \
            itself; the password is kept nowhere. Who signs in again gets another token, called as the one before, \
            which is revoked. From then on every command that people have goes there with --server or LOCKER_SERVER, and \
            without both where this machine has no daemon and there is no other server.

            EXAMPLES:
              locker login https://music.example.org
              locker --server https://music.example.org sync ~/Music
            """)

    @Argument(help: "The server: https://HOST or https://HOST:PORT.")
    var address: String?

    @Option(help: ArgumentHelp("The account (default: asked for).", valueName: "name"))
    var name: String?

    @Option(
        help: ArgumentHelp("What this device is called there (default: as before, else its name).", valueName: "text"))
    var label: String?

    @Flag(help: "Read the password from standard input, a line.")
    var passwordStdin = false

    @Flag(help: "Read a token from standard input, a line, that the server has made already.")
    var tokenStdin = false

    @Flag(help: "Let it go to http:// unencrypted, where the way is safe, as by a VPN; not needed on this machine.")
    var allowHttp = false

    @Flag(help: "List the servers that this device is signed in to.")
    var list = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try Ranges.checkOne(of: [("--password-stdin", passwordStdin), ("--token-stdin", tokenStdin), ("--list", list)])
        try Ranges.checkOne(of: [("--list", list), ("a server", address != nil)])
        // A token that the server has made already is called something.
        try Ranges.checkOne(of: [("--token-stdin", tokenStdin), ("--label", label != nil)])
        guard list || address != nil || global.server != nil else {
            throw ValidationError("say which server: https://HOST")
        }
    }

    func run() throws {
        let book = try ServerBook.usual()
        if list {
            let servers = try book.servers()
            return global.print(
                ["servers": .array(servers.map(ServerText.json))], servers.map(ServerText.line).joined(separator: "\n"))
        }
        let address = try safeAddress()
        let known = try book.servers().first { $0.url == "\(address)" }
        let server = try signedIn(to: address, as: label ?? known?.label)
        let old = try put(server, in: book)
        global.report(ServerText.json(server), ServerText.signedIn(server))
        if let old, old.token != server.token { revoke(old, by: server) }
    }

    /// Keeps a server, and returns what it takes the place of.
    private func put(_ server: StoredServer, in book: ServerBook) throws(LockerError) -> StoredServer? {
        do throws(LockerError) {
            return try book.put(server)
        } catch {
            // Else there were a token that nobody has.
            if !tokenStdin { try? server.gateway().logOut(server.token) }
            throw error
        }
    }

    /// Revokes the token that the one of `server` took the place of, and says so: nobody has it any more.
    private func revoke(_ old: StoredServer, by server: StoredServer) {
        do throws(LockerError) {
            try server.gateway().logOut(old.token)
            if !global.quiet { global.note("\(ServerText.token(of: old)) before is revoked") }
        } catch {
            global.note(
                "\(ServerText.token(of: old)) before could not be revoked (\(error.message)); revoke it on the page of "
                    + "\(old.url)")
        }
    }

    /// The server, which what goes to it reaches unread.
    private func safeAddress() throws(LockerError) -> ServerAddress {
        let address = try ServerAddress(address ?? global.server ?? "")
        guard address.isSecure || address.isLoopback || allowHttp else {
            throw LockerError(
                .invalidArgument,
                "\(address): what goes there can be read on its way; give https://, or --allow-http where the way is safe"
            )
        }
        return address
    }

    /// - Parameter label: what this device is called there; nil: as it is here.
    private func signedIn(to address: ServerAddress, as label: String?) throws(LockerError) -> StoredServer {
        let certificates = global.choice.namedCertificates.map(LoginCommand.absolute)
        let gateway = try RemoteGateway(at: address, authorities: certificates)
        if tokenStdin {
            let token = try SecretInput.line()
            guard GatewayToken.isFit(token) else { throw LockerError(.invalidArgument, "that is no token") }
            let account = try gateway.account(of: token)
            return StoredServer(url: "\(address)", account: account, token: token, certificates: certificates)
        }
        let name = try accountName(at: address)
        let password = try passwordStdin ? SecretInput.line() : SecretInput.ask("Password of \(name.printable)")
        let label = label ?? LoginCommand.ownName
        let token = try gateway.logIn(name, password: password, label: label)
        return StoredServer(
            url: "\(address)", account: token.name, token: token.token, label: label, certificates: certificates)
    }

    /// What this device is called here.
    private static var ownName: String {
        let name = ListedName.cleaned(Device.known(in: SyncStateFile.defaultFolder)?.name ?? "")
        return name.isEmpty ? Device.hostName : name
    }

    private func accountName(at address: ServerAddress) throws(LockerError) -> String {
        if let name { return name }
        guard Confirmation.isPossible else {
            throw LockerError(.invalidArgument, "there is no terminal to ask at; give --name")
        }
        Console.note("Account at \(address): ")
        guard let name = readLine(), !name.isEmpty else {
            throw LockerError(.invalidArgument, "no account was named")
        }
        return name
    }

    /// A path that means the same from any folder.
    private static func absolute(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
