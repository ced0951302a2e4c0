import ArgumentParser

/// A system user as the command line names them.
struct UserArgument {
    /// Nil for none.
    let id: UInt32?

    init(_ text: String) throws {
        if text == "none" {
            id = nil
        } else if let number = UInt32(text), number != .max {
            id = number
        } else {
            throw ValidationError("'\(text)': not a user; use the number of one, as `id -u` tells it, or none")
        }
    }
}
