/// Who tries to be whom.
struct TryOrigin: Sendable {
    let address: AddressKey
    /// The name that is claimed; nil where none is.
    private(set) var person: String?

    /// Names that nobody can have are one: else they would take as much memory as somebody likes.
    init(address: String, person: String?) {
        self.address = AddressKey(address)
        self.person = person.map { $0.utf8.count <= 64 ? $0 : "" }
    }

    /// The same, by who it was found to be.
    func found(_ person: String) -> TryOrigin {
        var found = self
        found.person = person
        return found
    }
}
