/// On whose behalf a call is made: those between whom threads, memory and descriptors are shared out.
package struct Principal: Hashable, Sendable {
    let userID: UInt32
    /// Whom the user acts for, of users that act for others.
    var name: String?

    package init(userID: UInt32, name: String? = nil) {
        self.userID = userID
        self.name = name
    }
}
