import CSodium

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
