import LockerBase

/// Where a server is: `https://music.example.org`, with a port where it is not the usual one.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// Whether what goes there is encrypted.
    package let isSecure: Bool
    /// A name or an address, in lower case, without the brackets of IPv6.
    package let host: String
    package let port: UInt16

    /// The address that `text` spells. Without a scheme, `https` is meant.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for what has a path, a query or a person's name in it, and for what
    ///   is no address.
    package init(_ text: String) throws(LockerError) {
        let (isSecure, rest) = try ServerAddress.scheme(of: text)
        let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
        guard authority.utf8.allSatisfy(ServerAddress.isAllowed) else { throw ServerAddress.refused(text) }
        guard let (host, port) = ServerAddress.parts(of: authority) else { throw ServerAddress.refused(text) }
        let usual: UInt16 = isSecure ? 443 : 80
        (self.isSecure, self.host, self.port) = (isSecure, host.lowercased(), port ?? usual)
        guard !host.isEmpty, host.utf8.count <= 253, self.port > 0 else { throw ServerAddress.refused(text) }
    }

    /// As it is written: the same for all spellings of one address.
    package var description: String { "\(isSecure ? "https" : "http")://\(authority)" }

    /// Host and port as the `Host` of a request has them.
    var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }

    /// Whether nothing that goes there leaves this machine.
    package var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func scheme(of text: String) throws(LockerError) -> (isSecure: Bool, rest: Substring) {
        guard let end = text.firstRange(of: "://") else { return (true, text[...]) }
        switch text[..<end.lowerBound].lowercased() {
        case "https": return (true, text[end.upperBound...])
        case "http": return (false, text[end.upperBound...])
        default: throw refused(text)
        }
    }

    /// What a name or an address may hold, with its port: no `/`, `?`, `#` or `@`, and nothing that ends a header field.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._:[]".utf8.contains(byte)
        }
    }

    /// Host and port; nil where it is not both, or the first of them alone.
    private static func parts(of authority: Substring) -> (host: Substring, port: UInt16?)? {
        var host = authority
        var rest: Substring = ""
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[authority.index(after: authority.startIndex)..<end]
            rest = authority[authority.index(after: end)...]
            guard host.contains(":") else { return nil }
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            rest = authority[colon...]
        }
        guard !host.contains("["), !host.contains("]") else { return nil }
        if rest.isEmpty { return (host, nil) }
        guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()) else { return nil }
        return (host, port)
    }

    private static func refused(_ text: String) -> LockerError {
        LockerError(
            .invalidArgument,
            "'\(text.printable)': not the address of a server; give one such as https://music.example.org or "
                + "https://music.example.org:8443")
    }
}
