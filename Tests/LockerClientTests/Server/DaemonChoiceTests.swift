import LockerBase
import LockerCommands
import LockerTestSupport
import Testing

@Suite struct DaemonChoiceTests {
    private func choice(
        _ book: ServerBook?, usual: String, socket: String? = nil, server: String? = nil, certificates: String? = nil,
        _ environment: [String: String] = [:]
    ) -> DaemonChoice {
        DaemonChoice(
            socket: socket, server: server, certificates: certificates, book: book, environment: { environment[$0] },
            usualSocket: { () throws(LockerError) in usual })
    }

    /// A book with servers, and the path of a socket that is there, or is not.
    private func with(
        _ hosts: [String], hasSocket: Bool = false, _ body: (ServerBook, String) throws -> Void
    ) throws {
        try withTemporaryDirectory { directory in
            let book = ServerBook(in: directory)
            for host in hosts {
                _ = try book.put(StoredServer(url: "https://\(host)", account: "a", token: "t"))
            }
            if hasSocket { try makeFile(directory + "/s", []) }
            try body(book, directory + "/s")
        }
    }

    @Test func `an option counts before the environment, and that before what is there`() throws {
        try with(["a.example", "b.example"], hasSocket: true) { book, usual in
            let environment = ["LOCKER_SERVER": "https://a.example", "LOCKER_SOCKET": "/run/s"]
            try #expect(choice(book, usual: usual, socket: "/x", environment).place() == .socket("/x"))
            let named = choice(book, usual: usual, server: "b.example", environment)
            try #expect(named.place().text == "https://b.example")
            try #expect(choice(book, usual: usual, environment).place().text == "https://a.example")
            try #expect(choice(book, usual: usual, ["LOCKER_SOCKET": "/run/s"]).place() == .socket("/run/s"))
            try #expect(choice(book, usual: usual, ["LOCKER_SERVER": ""]).place() == .socket(usual))
        }
    }

    @Test func `the only server is meant where there is no socket`() throws {
        try with(["a.example"]) { book, usual in
            try #expect(choice(book, usual: usual).place().text == "https://a.example")
        }
        try with(["a.example"], hasSocket: true) { book, usual in
            try #expect(choice(book, usual: usual).place() == .socket(usual))
        }
        try with([]) { book, usual in try #expect(choice(book, usual: usual).place() == .socket(usual)) }
        try with(["a.example", "b.example"]) { book, usual in
            let error = #expect(throws: LockerError.self) { try choice(book, usual: usual).place() }
            #expect(error?.message.contains("https://a.example, https://b.example") == true)
        }
    }

    @Test func `a server that nobody has signed in to is refused with the remedy`() throws {
        try with(["a.example"], hasSocket: true) { book, usual in
            let choice = choice(book, usual: usual, server: "c.example")
            let error = #expect(throws: LockerError.self) { try choice.place() }
            #expect(error?.message.contains("locker login https://c.example") == true)
        }
    }

    @Test func `certificates that are named take the place of those that are stored`() throws {
        try withTemporaryDirectory { directory in
            let book = ServerBook(in: directory)
            _ = try book.put(
                StoredServer(url: "https://a.example", account: "a", token: "t", certificates: "/stored.pem"))
            func certificates(_ named: String?, _ environment: [String: String]) throws -> String? {
                let choice = choice(
                    book, usual: "/s", server: "a.example", certificates: named, environment)
                return try choice.namedServer()?.certificates
            }
            try #expect(certificates(nil, [:]) == "/stored.pem")
            try #expect(certificates(nil, ["LOCKER_CA_FILE": "/e.pem"]) == "/e.pem")
            try #expect(certificates("/o.pem", ["LOCKER_CA_FILE": "/e.pem"]) == "/o.pem")
        }
    }
}
