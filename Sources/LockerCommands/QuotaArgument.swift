import ArgumentParser

/// A quota as the command line names it.
struct QuotaArgument {
    /// Bytes; nil for no limit.
    let limit: UInt64?

    init(_ text: String) throws {
        if text == "none" {
            limit = nil
        } else if let count = UInt64(text) {
            limit = count
        } else {
            throw ValidationError("a quota is a number of bytes, 0 or more, or none")
        }
    }
}
