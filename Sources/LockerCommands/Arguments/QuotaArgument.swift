import ArgumentParser

/// A quota as the command line names it.
struct QuotaArgument {
    /// Bytes; nil for no limit.
    let limit: UInt64?

    init(_ text: String) throws {
        if text == "none" {
            limit = nil
        } else if let count = ByteCount.parse(text) {
            limit = count
        } else {
            throw ValidationError(
                "a quota is a number of bytes, 0 or more, or none; 10GB and 512MiB are numbers of bytes too")
        }
    }
}

/// Bytes in a second as the command line names them.
struct RateArgument {
    let bytes: UInt64

    init(_ text: String) throws {
        guard let bytes = ByteCount.parse(text), bytes > 0 else {
            throw ValidationError("a rate is a number of bytes a second, 1 or more, such as 50000000 or 50MB")
        }
        self.bytes = bytes
    }
}
