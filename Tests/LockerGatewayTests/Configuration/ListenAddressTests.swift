import LockerBase
import LockerGateway
import Testing

/// Where a gateway listens, as text.
@Suite struct ListenAddressTests {
    private static let right: [(String, ListenAddress)] = [
        ("127.0.0.1:4534", .tcp(host: "127.0.0.1", port: 4534)), ("[::]:443", .tcp(host: "::", port: 443)),
        ("music.example:8080", .tcp(host: "music.example", port: 8080)), ("0.0.0.0:0", .tcp(host: "0.0.0.0", port: 0)),
        ("unix:/run/a b/http.sock", .unix(path: "/run/a b/http.sock")),
    ]

    @Test func `addresses are what they say`() throws {
        for (text, address) in ListenAddressTests.right {
            try #expect(ListenAddress(text) == address)
            #expect(address.description == text)
        }
        try #expect(ListenAddress(ListenAddress.loopback.description) == .loopback)
    }

    @Test(arguments: [
        "", ":", ":80", "4534", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:http",
        "unix:", "unix:relative",
    ])
    func `what is none is told with one that is`(_ text: String) {
        let error = #expect(throws: LockerError.self) { try ListenAddress(text) }
        #expect(error?.code == .invalidArgument && error?.message.contains("'\(text)'") == true)
    }
}
