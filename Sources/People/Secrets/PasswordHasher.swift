import CSodium
import Glibc
import LockerBase

/// What a hash of a password costs who makes it, and who guesses.
package struct PasswordCost: Sendable {
    /// Passes over the memory.
    package let operations: Int
    /// Bytes.
    package let memory: Int

    /// A cost of one's own; the usual is ``interactive``.
    package init(operations: Int, memory: Int) {
        self.operations = operations
        self.memory = memory
    }

    /// What libsodium advises where a person waits: two passes over 64 MiB.
    package static let interactive = PasswordCost(
        operations: crypto_pwhash_opslimit_interactive(), memory: crypto_pwhash_memlimit_interactive())
}

/// Hashes passwords by Argon2id (RFC 9106), few at a time.
struct PasswordHasher: Sendable {
    private let cost: PasswordCost
    private let gate: HashingGate

    init(cost: PasswordCost, limits: HashingLimits) {
        self.cost = cost
        gate = HashingGate(limits)
    }

    /// A hash of `text`, with its salt and cost: what is kept of it.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a password against the rule, ``LockerError/Code/tooMany`` when
    ///   its turn does not come.
    func hash(_ text: String) throws(LockerError) -> String {
        try PasswordText.check(text)
        let password = PasswordHasher.characters(PasswordText(text).bytes)
        let (operations, memory) = (UInt64(cost.operations), cost.memory)
        return try gate.run { () throws(LockerError) -> String in
            Sodium.prepare()
            var hash = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
            let result = crypto_pwhash_str(&hash, password, UInt64(password.count), operations, memory)
            guard result == 0 else { throw PasswordHasher.hasNoMemory }
            return String(decoding: hash.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Whether `hash` was made of `text`. Without a hash it takes as long, and is not.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` when its turn does not come: then nothing is said.
    func isMade(_ hash: String?, of text: String) throws(LockerError) -> Bool {
        let typed = PasswordText(text)
        let password = PasswordHasher.characters(typed.bytes)
        let kept = PasswordHasher.padded(hash ?? nobodys)
        let isRight = try gate.run { () throws(LockerError) -> Bool in
            Sodium.prepare()
            errno = 0
            if crypto_pwhash_str_verify(kept, password, UInt64(password.count)) == 0 { return true }
            guard errno != ENOMEM else { throw PasswordHasher.hasNoMemory }
            return false
        }
        return isRight && typed.isWhole && hash != nil
    }

    /// A hash of the same cost that no password is known for.
    private var nobodys: String {
        let (salt, hash) = (String(repeating: "A", count: 22), String(repeating: "A", count: 43))
        return "$argon2id$v=19$m=\(cost.memory / 1024),t=\(cost.operations),p=1$\(salt)$\(hash)"
    }

    /// As libsodium takes it: so many bytes, with zeros at the end.
    private static func padded(_ hash: String) -> [CChar] {
        let count = crypto_pwhash_strbytes()
        let text = characters(Array(hash.utf8.prefix(count - 1)))
        return text + [CChar](repeating: 0, count: count - text.count)
    }

    private static func characters(_ bytes: [UInt8]) -> [CChar] {
        bytes.map { CChar(bitPattern: $0) }
    }

    private static let hasNoMemory = LockerError(
        .unavailable, "there is no memory to look at a password; try again when the machine has 64 MiB to spare")
}
