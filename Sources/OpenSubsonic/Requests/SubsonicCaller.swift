/// Whose call it is, once their credentials were found to be right.
package struct SubsonicCaller: Hashable, Sendable {
    /// The person's name, which is their account's.
    package var person: String

    package init(person: String) {
        self.person = person
    }
}
