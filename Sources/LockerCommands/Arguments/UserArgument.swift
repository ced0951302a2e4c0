import ArgumentParser

/// A system user as the command line names them.
struct UserArgument {
    /// Nil for none.
    let id: UInt32?

    /// - Throws: for what is no number of a user. The last one that 32 bits hold stands for nobody in system calls.
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
