import CSodium
import LockerBase

/// Encrypts what has to be had again: XChaCha20-Poly1305, by which nothing can be changed, nor put in the place of
/// something else.
///
/// What is sealed: 1 byte for the form (1), 24 of a random nonce, the text encrypted, 16 of the tag.
struct SecretSeal: Sendable {
    private static let form: UInt8 = 1
    private static let nonceBytes = 24
    private static let tagBytes = 16

    private let key: [UInt8]

    /// - Parameter key: 32 bytes.
    init(key: [UInt8]) {
        precondition(key.count == crypto_aead_xchacha20poly1305_ietf_keybytes())
        self.key = key
    }

    /// - Parameter place: whose it is; it is opened there alone.
    func seal(_ secret: [UInt8], at place: [UInt8]) -> [UInt8] {
        let nonce = Sodium.randomBytes(SecretSeal.nonceBytes)
        var text = [UInt8](repeating: 0, count: secret.count + SecretSeal.tagBytes)
        var count: UInt64 = 0
        let result = crypto_aead_xchacha20poly1305_ietf_encrypt(
            &text, &count, secret, UInt64(secret.count), place, UInt64(place.count), nil, nonce, key)
        precondition(result == 0 && Int(count) == text.count, "libsodium could not encrypt")
        return [SecretSeal.form] + nonce + text
    }

    /// What was sealed at `place`; nil for anything else.
    func open(_ sealed: [UInt8], at place: [UInt8]) -> [UInt8]? {
        let head = 1 + SecretSeal.nonceBytes
        guard sealed.count >= head + SecretSeal.tagBytes, sealed[0] == SecretSeal.form else { return nil }
        Sodium.prepare()
        let (nonce, text) = (Array(sealed[1..<head]), Array(sealed[head...]))
        var secret = [UInt8](repeating: 0, count: text.count)
        var count: UInt64 = 0
        let result = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &secret, &count, nil, text, UInt64(text.count), place, UInt64(place.count), nonce, key)
        return result == 0 ? Array(secret.prefix(Int(count))) : nil
    }
}
