import CSodium
import Foundation
import LockerBase

/// A hash of a password with its salt and cost, taken apart. libsodium has a call that verifies one as it is written down,
/// which says the same for a wrong password and for a machine without memory.
struct ArgonHash: Sendable {
    private let operations: Int
    private let memory: Int
    private let salt: [UInt8]
    private let hash: [UInt8]

    private static let saltBytes = 16
    private static let hashBytes = 32

    /// What no password is known for, of a cost.
    init(ofNobodyAt cost: PasswordCost) {
        operations = cost.operations
        memory = cost.memory
        salt = [UInt8](repeating: 0, count: ArgonHash.saltBytes)
        hash = [UInt8](repeating: 0, count: ArgonHash.hashBytes)
    }

    /// As libsodium writes it: `$argon2id$v=19$m=65536,t=2,p=1$…$…`. Nil for anything else, and for a cost beyond 1 GiB or
    /// 16 passes.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count == 6, parts[1] == "argon2id", parts[2] == "v=19" else { return nil }
        let numbers = parts[3].split(separator: ",").map { String($0.dropFirst(2)) }
        guard numbers.count == 3, let memory = Int(numbers[0]), let operations = Int(numbers[1]), numbers[2] == "1",
            (8...1 << 20).contains(memory), (1...16).contains(operations),
            let salt = ArgonHash.bytes(parts[4], ArgonHash.saltBytes),
            let hash = ArgonHash.bytes(parts[5], ArgonHash.hashBytes)
        else { return nil }
        self.operations = operations
        self.memory = memory * 1024
        self.salt = salt
        self.hash = hash
    }

    /// Whether it is that of `password`; nil where there is no memory to find out.
    func isOf(_ password: [UInt8]) -> Bool? {
        Sodium.prepare()
        let characters = password.map { CChar(bitPattern: $0) }
        var own = [UInt8](repeating: 0, count: hash.count)
        let result = crypto_pwhash(
            &own, UInt64(own.count), characters, UInt64(characters.count), salt, UInt64(operations), memory,
            crypto_pwhash_alg_argon2id13())
        return result == 0 ? HMAC.areEqual(own, hash) : nil
    }

    /// So many bytes in Base64 without padding.
    private static func bytes(_ text: String, _ count: Int) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: text + padding), data.count == count else { return nil }
        return Array(data)
    }
}
