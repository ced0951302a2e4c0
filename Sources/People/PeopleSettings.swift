/// What a test sets, and else stays as it is.
package struct PeopleSettings: Sendable {
    package var clock = PeopleClock.machine
    package var cost = PasswordCost.interactive
    package var hashing = HashingLimits()

    /// The usual.
    package init() {}
}
