/// Why bytes are not JSON5, and at which of them.
struct JSON5Flaw: Error {
    let offset: Int
    /// What is expected there and what is found, or what else is wrong.
    let text: String
}
