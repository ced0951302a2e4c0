import HTTPTypes
import LockerGateway
import Testing

/// Where a request comes from.
@Suite struct ClientAddressTests {
    private func address(_ peer: String?, _ chains: [String], _ proxies: Set<String> = ["127.0.0.1"]) throws -> String {
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        var fields = HTTPFields()
        for chain in chains { fields.append(HTTPField(name: name, value: chain)) }
        return ClientAddress.of(peer: peer, fields, proxies: proxies)
    }

    @Test func `the peer's word counts where it is a proxy that is believed`() throws {
        try #expect(address("203.0.113.9", []) == "203.0.113.9")
        try #expect(address("203.0.113.9", ["10.0.0.1"]) == "203.0.113.9")
        try #expect(address("127.0.0.1", ["10.0.0.1"], []) == "127.0.0.1")
        try #expect(address("127.0.0.1", ["10.0.0.1"]) == "10.0.0.1")
        try #expect(address("127.0.0.1", []) == "127.0.0.1")
    }

    @Test func `the last that is said is the proxy's own word`() throws {
        try #expect(address("127.0.0.1", ["6.6.6.6, 10.0.0.1"]) == "10.0.0.1")
        try #expect(address("127.0.0.1", ["6.6.6.6", "7.7.7.7,10.0.0.1"]) == "10.0.0.1")
        try #expect(address("127.0.0.1", ["6.6.6.6,   2001:db8::1"]) == "2001:db8::1")
    }

    @Test func `at a Unix socket a proxy is believed`() throws {
        try #expect(address(nil, ["10.0.0.1"]) == "10.0.0.1")
        try #expect(address(nil, []) == "unix")
        try #expect(address(nil, [""]) == "unix")
    }

    @Test func `what is too long for an address is none`() throws {
        let long = String(repeating: "1", count: 65)
        try #expect(address(nil, [long]) == "unix" && address("127.0.0.1", [long]) == "127.0.0.1")
    }
}
