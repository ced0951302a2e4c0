import TTRPC
import Testing

@Suite struct ConnectionPlacesTests {
    private func limits(connections: Int, perUser: Int = 1000) -> ServerLimits {
        var limits = ServerLimits()
        limits.connections = connections
        limits.connectionsPerUser = perUser
        limits.exemptUsers = [0]
        return limits
    }

    /// Takes places for `user` until there is none. Returns how many, and why there is no more.
    private func takeAll(
        _ places: inout ConnectionPlaces, _ user: UInt32, actingForOthers: Bool = false
    ) -> (Int, ConnectionPlaces.Refusal?) {
        for count in 0... {
            if let refusal = places.take(for: user, actingForOthers: actingForOthers) { return (count, refusal) }
        }
        return (0, nil)
    }

    @Test func whoeverTakesWhatTheyCanThereIsRoomForTheNext() {
        var places = ConnectionPlaces(limits(connections: 1024))
        // 992 places are for users.
        var left = 992
        for user in UInt32(1)...8 {
            let (count, refusal) = takeAll(&places, user)
            #expect(count == (left + 1) / 2 && refusal == .userHasShare(count))
            left -= count
        }
        #expect(left > 0 && places.take(for: 99) == nil)
    }

    @Test func whoActsForOthersHasMoreAndLeavesAQuarter() {
        var bounds = limits(connections: 1024, perUser: 256)
        var places = ConnectionPlaces(bounds)
        // As any user at first.
        #expect(takeAll(&places, 33) == (256, .userHasAll(256)))
        #expect(takeAll(&places, 33, actingForOthers: true) == (488, .userHasShare(744)))
        // 992 places are not kept for operators, and 248 of them are left.
        #expect(takeAll(&places, 1) == (124, .userHasShare(124)))
        #expect(places.take(for: 33, actingForOthers: true) == .userHasShare(744))
        #expect(takeAll(&places, 0) == (156, .full))
        bounds.connectionsPerFrontend = 300
        var fewer = ConnectionPlaces(bounds)
        #expect(takeAll(&fewer, 33, actingForOthers: true) == (300, .userHasAll(300)))
        bounds.connectionsPerFrontend = 1
        var least = ConnectionPlaces(bounds)
        #expect(takeAll(&least, 33, actingForOthers: true) == (256, .userHasAll(256)))
    }

    @Test func placesAreKeptForOperators() {
        var places = ConnectionPlaces(limits(connections: 160))
        for user in UInt32(1)...150 { #expect(places.take(for: user) == nil) }
        #expect(places.take(for: 151) == .full)
        let (count, refusal) = takeAll(&places, 0)
        #expect(count == 10 && refusal == .full)
        places.give(backFrom: 7)
        #expect(places.take(for: 151) == nil && places.take(for: 152) == .full)
    }

    @Test func whoHasMoreMakesRoom() {
        var places = ConnectionPlaces(limits(connections: 15))
        for user in [1, 2, 2, 3, 3, 3, 0, 0] as [UInt32] { #expect(places.take(for: user) == nil) }
        #expect(places.whoMakesRoom(for: 9) == [3, 2, 1])
        #expect(places.whoMakesRoom(for: 1) == [3, 2])
        #expect(places.whoMakesRoom(for: 3) == [])
        // Users make room for operators before operators do, and never the other way.
        var operators = ConnectionPlaces(limits(connections: 15))
        for user in [4, 4, 4, 0] as [UInt32] { #expect(operators.take(for: user) == nil) }
        #expect(operators.whoMakesRoom(for: 0) == [4])
        #expect(operators.whoMakesRoom(for: 4) == [])
    }

    @Test func aUserHasNoMoreThanOneMayAndGetsThemBack() {
        var places = ConnectionPlaces(limits(connections: 1024, perUser: 2))
        #expect(takeAll(&places, 5) == (2, .userHasAll(2)))
        places.give(backFrom: 5)
        #expect(takeAll(&places, 5) == (1, .userHasAll(2)))
        places.change(to: limits(connections: 1024, perUser: 3))
        #expect(takeAll(&places, 5) == (1, .userHasAll(3)))
    }
}

private func == (
    one: (Int, ConnectionPlaces.Refusal?), other: (Int, ConnectionPlaces.Refusal?)
) -> Bool {
    one.0 == other.0 && one.1 == other.1
}
