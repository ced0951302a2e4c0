import Glibc
import LockerBase

/// Where tries come from, as they are counted: an address of IPv4, or the 64 bits of IPv6 that one customer has as a rule
/// and in which they choose addresses as they like.
struct AddressKey: Hashable, Sendable {
    private let text: String

    /// - Parameter address: as it is written down; anything else is taken as it is.
    init(_ address: String) {
        // A zone names an interface of this machine.
        let plain = String(address.prefix { $0 != "%" })
        if let bytes = AddressKey.version4(plain) {
            text = "4:" + bytes.hexText
        } else if let bytes = AddressKey.version6(plain) {
            text = AddressKey.text(ofVersion6: bytes)
        } else {
            text = "-:" + String(decoding: address.utf8.prefix(64), as: UTF8.self)
        }
    }

    private static func version4(_ text: String) -> [UInt8]? {
        var address = in_addr()
        guard inet_pton(AF_INET, text, &address) == 1 else { return nil }
        return withUnsafeBytes(of: address) { Array($0) }
    }

    private static func version6(_ text: String) -> [UInt8]? {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        return withUnsafeBytes(of: address) { Array($0) }
    }

    /// A socket for both versions shows an address of IPv4 as one of IPv6 (RFC 4291, 2.5.5.2).
    private static func text(ofVersion6 bytes: [UInt8]) -> String {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        return bytes.starts(with: mapped) ? "4:" + bytes.suffix(4).hexText : "6:" + bytes.prefix(8).hexText
    }
}
