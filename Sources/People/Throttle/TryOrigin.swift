/// Who tries to be whom.
struct TryOrigin: Sendable {
    let address: AddressKey
    /// The name that is claimed; nil where none is.
    let person: String?

    /// Names that nobody can have are one: else they would take as much memory as somebody likes.
    init(address: String, person: String?) {
        self.address = AddressKey(address)
        self.person = person.map { $0.utf8.count <= 64 ? $0 : "" }
    }
}
