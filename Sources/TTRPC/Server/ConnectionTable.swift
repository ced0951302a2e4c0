/// The connections of a server that are open, and who has a place for one.
struct ConnectionTable {
    var open: [UInt64: ServerConnection] = [:]
    var places: ConnectionPlaces
    var isStopping = false
    /// Connections that have made room for others, and have not ended yet.
    private var leaving: Set<UInt64> = []
    private var lastConnection: UInt64 = 0

    init(_ places: ConnectionPlaces) {
        self.places = places
    }

    /// A number that no connection had.
    mutating func nextID() -> UInt64 {
        lastConnection += 1
        return lastConnection
    }

    /// Takes a place for a connection of `user`. Returns why there is none, or nil when there is one.
    mutating func takePlace(for user: UInt32, actingForOthers: Bool = false) -> ConnectionPlaces.Refusal? {
        var refusal = places.take(for: user, actingForOthers: actingForOthers)
        while refusal == .full, makeRoom(for: user) {
            refusal = places.take(for: user, actingForOthers: actingForOthers)
        }
        return refusal
    }

    /// Why `user` has no place, for people.
    func reason(of refusal: ConnectionPlaces.Refusal, _ user: UInt32) -> String {
        switch refusal {
        case .full: "\(open.count) connections are open, and more are not taken"
        case .userHasAll(let own): "\(own) connections of user \(user) are open, and more are not taken"
        case .userHasShare(let own): "\(own) connections of user \(user) are open, as many as are left for others"
        }
    }

    /// Takes note that a connection has ended.
    mutating func remove(_ connection: ServerConnection, _ id: UInt64) {
        open[id] = nil
        if leaving.remove(id) == nil { places.give(backFrom: connection.peer.userID) }
    }

    /// Ends the connection that has been idle for the longest, of those that may make room for one of `user`. Returns
    /// false when there is none.
    private mutating func makeRoom(for user: UInt32) -> Bool {
        for other in places.whoMakesRoom(for: user) {
            let idle = open.compactMap { id, connection -> (UInt64, ContinuousClock.Instant)? in
                guard connection.peer.userID == other, let since = connection.idleSince else { return nil }
                return (id, since)
            }
            for (id, _) in idle.sorted(by: { $0.1 < $1.1 }) where open[id]?.endIfIdle() == true {
                leaving.insert(id)
                places.give(backFrom: other)
                return true
            }
        }
        return false
    }
}
