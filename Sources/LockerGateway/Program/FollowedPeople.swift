/// Who is followed, and who has an account, from one look at who is let in to the next.
package struct FollowedPeople {
    private var followed: Set<String> = []
    private var ensured: Set<String> = []

    /// Nobody yet.
    package init() {}

    /// Takes over who is let in. What fails is done again the next time.
    ///
    /// - Parameters:
    ///   - ensure: sees to it that somebody has an account; returns false where that is to be tried again.
    ///   - follow: follows these and no others.
    package mutating func take(
        _ names: Set<String>, ensure: (String) async -> Bool, follow: (Set<String>) async throws -> Void
    ) async throws {
        ensured.formIntersection(names)
        for name in names.subtracting(ensured).sorted() where await ensure(name) { ensured.insert(name) }
        guard names != followed else { return }
        try await follow(names)
        followed = names
    }
}
