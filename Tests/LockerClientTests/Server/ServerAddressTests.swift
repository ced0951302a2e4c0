import LockerBase
import ServerLink
import Testing

@Suite struct ServerAddressTests {
    @Test(arguments: [
        ("https://music.example.org", "https://music.example.org"), ("music.example.org", "https://music.example.org"),
        ("HTTPS://Music.Example.ORG/", "https://music.example.org"),
        ("https://music.example.org:443", "https://music.example.org"),
        ("https://music.example.org:8443/", "https://music.example.org:8443"), ("http://10.0.0.1", "http://10.0.0.1"),
        ("http://[::1]:8080", "http://[::1]:8080"), ("https://[2001:db8::1]", "https://[2001:db8::1]"),
    ])
    func `one address has one spelling`(text: String, spelling: String) throws {
        #expect(try ServerAddress(text).description == spelling)
    }

    @Test(arguments: [
        "", "https://", "ftp://music.example.org", "https://music.example.org/music", "https://alice@music.example.org",
        "https://music.example.org?x", "https://music.example.org:0", "https://music.example.org:65536",
        "https://music.example.org:x", "https://a b", "https://a\r\nX: y", "https://[::1", "https://::1", "https://[a]",
        "https://mús.example.org",
    ])
    func `what is no address of a server is refused`(text: String) {
        let error = #expect(throws: LockerError.self) { try ServerAddress(text) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `what stays on this machine is told from what leaves it`() throws {
        for text in ["http://localhost:8080", "http://127.0.0.1", "http://127.9.9.9:1", "http://[::1]:1"] {
            try #expect(ServerAddress(text).isLoopback, "\(text)")
        }
        for text in ["http://127.0.0.1.example.org", "http://128.0.0.1", "http://localhost.example", "http://[::2]"] {
            try #expect(!ServerAddress(text).isLoopback, "\(text)")
        }
    }
}
