import LockerGateway
import Testing

/// Where requests come from.
@Suite struct ClientAddressTests {
    @Test(
        arguments: [
            ("192.0.2.7", "198.51.100.1", "192.0.2.7"), ("127.0.0.1", nil, "127.0.0.1"),
            ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
            ("127.0.0.1", "anything, 203.0.113.5,198.51.100.1", "198.51.100.1"),
            ("127.0.0.1", String(repeating: "a", count: 65), "127.0.0.1"), (nil, "a, b", "b"), (nil, nil, "unix"),
        ] as [(String?, String?, String)])
    func `of what is forwarded the last word of a proxy counts`(peer: String?, chain: String?, address: String) {
        #expect(ClientAddress.of(peer: peer, forwardedFor: chain, proxies: ["127.0.0.1"]) == address)
    }
}
