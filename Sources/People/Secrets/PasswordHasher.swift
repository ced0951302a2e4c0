import CSodium
import LockerBase

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
        let password = PasswordText(text).bytes.map { CChar(bitPattern: $0) }
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
        let kept = hash.flatMap { ArgonHash($0) }
        let looked = kept ?? ArgonHash(ofNobodyAt: cost)
        let isRight = try gate.run { () throws(LockerError) -> Bool in
            guard let answer = looked.isOf(typed.bytes) else { throw PasswordHasher.hasNoMemory }
            return answer
        }
        return isRight && typed.isWhole && kept != nil
    }

    private static let hasNoMemory = LockerError(
        .unavailable, "there is no memory to look at a password; try again when the machine has 64 MiB to spare")
}
