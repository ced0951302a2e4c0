import Glibc
import LockerBase
import LockerCommands
import LockerTestSupport
import Testing

@Suite struct ServerBookTests {
    private func server(_ host: String, token: String = "lk_1") -> StoredServer {
        StoredServer(url: "https://\(host)", account: "alice", token: token, label: "desk", certificates: "/ca.pem")
    }

    @Test func `what is put is there again, in a file of one's own`() throws {
        try withTemporaryDirectory { directory in
            let book = ServerBook(in: directory + "/a/b")
            try #expect(book.servers() == [])
            try #expect(book.put(server("b.example")) == nil)
            try #expect(book.put(server("a.example")) == nil)
            try #expect(book.put(server("b.example", token: "lk_2")) == server("b.example"))
            try #expect(book.servers() == [server("a.example"), server("b.example", token: "lk_2")])
            var status = stat()
            #expect(stat(directory + "/a/b/servers.json", &status) == 0 && status.st_mode & 0o777 == 0o600)
            try book.remove("https://a.example")
            try #expect(book.servers().map(\.url) == ["https://b.example"])
        }
    }

    @Test func `a file that others may read is refused`() throws {
        try withTemporaryDirectory { directory in
            let book = ServerBook(in: directory)
            _ = try book.put(server("a.example"))
            #expect(chmod(directory + "/servers.json", 0o640) == 0)
            let error = #expect(throws: LockerError.self) { try book.servers() }
            #expect(error?.code == .failedPrecondition && error?.message.contains("chmod") == true)
        }
    }

    @Test(arguments: ["", "{", "[]", "{\"version\":2,\"servers\":[]}"])
    func `what is no list of this version is refused, and left`(text: String) throws {
        try withTemporaryDirectory { directory in
            try makeFile(directory + "/servers.json", Array(text.utf8))
            #expect(chmod(directory + "/servers.json", 0o600) == 0)
            let book = ServerBook(in: directory)
            #expect(throws: LockerError.self) { try book.put(server("a.example")) }
            try #expect(contents(of: directory + "/servers.json") == Array(text.utf8))
        }
    }
}
