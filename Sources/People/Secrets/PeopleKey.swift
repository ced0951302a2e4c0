import LockerBase

/// What is derived from the key file, each use of it with a key of its own.
struct PeopleKey: Sendable {
    /// Encrypts app passwords.
    let seal: SecretSeal
    /// What the database keeps, to tell the key from another one. Nothing of the key is learned from it.
    let check: [UInt8]

    /// - Parameter bytes: of the key file.
    init(_ bytes: [UInt8]) {
        seal = SecretSeal(key: HMAC.sha256(key: bytes, Array("locker-people-app-passwords-v1".utf8)))
        check = HMAC.sha256(key: bytes, Array("locker-people-key-check-v1".utf8))
    }
}
