/// Shares out the places for connections: some are kept for operators, and of the others nobody gets more than what
/// would be left for those who come. Who acts for others has more, as long as a quarter is left.
package struct ConnectionPlaces {
    /// Who has no place.
    package enum Refusal: Equatable {
        /// All places that the user may have are taken, by whomever.
        case full
        /// The user has as many as one may have.
        case userHasAll(Int)
        /// The user has as many as are left for others.
        case userHasShare(Int)
    }

    private var limits: ServerLimits
    /// The places of each user who has one.
    private var users: [UInt32: Int] = [:]
    private var taken = 0
    /// Those of users who are no operators.
    private var shared = 0

    package init(_ limits: ServerLimits) {
        self.limits = limits
    }

    /// Lets other limits hold from here on. Who has a place keeps it.
    package mutating func change(to limits: ServerLimits) {
        shared = users.reduce(0) { $0 + (limits.exemptUsers.contains($1.key) ? 0 : $1.value) }
        self.limits = limits
    }

    /// Takes a place for a connection of `user`. Returns nil when there is one, else why not, and takes nothing.
    ///
    /// - Parameter actingForOthers: whether the user does, and may have more than one who does not.
    package mutating func take(for user: UInt32, actingForOthers: Bool = false) -> Refusal? {
        let own = users[user, default: 0]
        let isOperator = limits.exemptUsers.contains(user)
        let most = max(limits.connectionsPerUser, actingForOthers ? limits.connectionsPerFrontend : 0)
        if !isOperator, own >= most { return .userHasAll(own) }
        let free = limits.connections - taken
        let left = isOperator ? free : min(free, limits.connections - limits.operatorConnections - shared)
        guard left > 0 else { return .full }
        let isShare = own == 0 || (own < limits.connectionsPerUser && own < left)
        let leavesEnough = actingForOthers && left > limits.connectionsLeftToUsers
        guard isOperator || isShare || leavesEnough else { return .userHasShare(own) }
        users[user] = own + 1
        taken += 1
        if !isOperator { shared += 1 }
        return nil
    }

    /// Gives a place back.
    package mutating func give(backFrom user: UInt32) {
        guard let own = users[user] else { return }
        users[user] = own > 1 ? own - 1 : nil
        taken -= 1
        if !limits.exemptUsers.contains(user) { shared -= 1 }
    }

    /// Those of whom an idle connection may make room for one of `user`: who has more than they do, the one with the
    /// most first. Operators only make room for operators.
    package func whoMakesRoom(for user: UInt32) -> [UInt32] {
        let own = users[user, default: 0]
        let isOperator = limits.exemptUsers.contains(user)
        let richer = users.filter { other, count in
            count > own && (isOperator || !limits.exemptUsers.contains(other))
        }
        return richer.sorted { one, other in
            let (first, second) = (limits.exemptUsers.contains(one.key), limits.exemptUsers.contains(other.key))
            return first == second ? (one.value, other.key) > (other.value, one.key) : second
        }.map(\.key)
    }
}
