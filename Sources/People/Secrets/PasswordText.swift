import Foundation
import LockerBase

/// A person's own password, as it is hashed.
struct PasswordText: Sendable {
    /// Characters.
    static let minimumLength = 8
    /// Bytes.
    static let maximumLength = 1024

    /// Of UTF-8, at most ``maximumLength`` of them.
    let bytes: [UInt8]
    /// Whether that is all of it.
    let isWhole: Bool

    /// - Parameter text: as it was typed: keyboards differ in how they put letters with marks (NFC and NFD).
    init(_ text: String) {
        let all = Array(text.precomposedStringWithCanonicalMapping.utf8)
        isWhole = all.count <= PasswordText.maximumLength
        bytes = Array(all.prefix(PasswordText.maximumLength))
    }

    /// Checks that `text` may become somebody's password.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the rule, and never with the text.
    static func check(_ text: String) throws(LockerError) {
        guard text.count >= minimumLength else {
            throw LockerError(.invalidArgument, "the password is too short; use \(minimumLength) characters or more")
        }
        guard PasswordText(text).isWhole else {
            throw LockerError(.invalidArgument, "the password is too long; use \(maximumLength) bytes or less")
        }
        guard !text.hasControlCharacters else {
            throw LockerError(
                .invalidArgument, "the password has control characters, such as the end of a line; leave them out")
        }
    }
}
