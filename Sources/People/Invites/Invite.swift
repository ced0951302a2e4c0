/// What lets somebody become a person, once.
package struct Invite: Sendable, Equatable {
    /// What the person will be called.
    package let name: String
    /// Nanoseconds since 1970 UTC.
    package let created: Int64
    /// When it is over: nanoseconds since 1970 UTC.
    package let expires: Int64
}

/// An invitation with its code, which is told this once.
package struct NewInvite: Sendable {
    package let invite: Invite
    /// 32 letters and digits.
    package let code: String
    /// For the log.
    package let event: PeopleEvent
}
