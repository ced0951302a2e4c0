import GRDB
import LockerBase
import LockerTestSupport
import People

let home = "192.0.2.1"
let elsewhere = "203.0.113.9"
let password = "correct horse"

/// Persons in a folder of their own, and how to open them once more, as another process does.
struct PeopleFixture {
    let folder: String
    let clock: SetPeopleClock
    let people: People

    /// As cheap as Argon2id can be.
    static let cost = PasswordCost(operations: 1, memory: 8192)

    func openAgain(_ hashing: HashingLimits = HashingLimits()) throws -> People {
        try PeopleFixture.open(folder, clock, hashing)
    }

    static func open(
        _ folder: String, _ clock: SetPeopleClock, _ hashing: HashingLimits = HashingLimits()
    ) throws -> People {
        var settings = PeopleSettings()
        settings.clock = clock.clock
        settings.cost = cost
        settings.hashing = hashing
        return try People(state: folder, settings: settings)
    }

    /// Changes rows behind the back of what is open.
    func tamper<Result>(_ body: (Database) throws -> Result) throws -> Result {
        let queue = try DatabaseQueue(path: "file://\(folder)/people.sqlite?vfs=unix")
        return try queue.write(body)
    }
}

/// Calls `body` with persons in a new folder.
func withPeople<Result>(_ body: (PeopleFixture) throws -> Result) throws -> Result {
    try withTemporaryDirectory(inMemory: true) { folder in
        let clock = SetPeopleClock()
        let people = try PeopleFixture.open(folder, clock)
        defer { people.close() }
        return try body(PeopleFixture(folder: folder, clock: clock, people: people))
    }
}

/// The same, with `ada`, who has ``password``.
func withAda<Result>(_ body: (PeopleFixture) throws -> Result) throws -> Result {
    try withPeople { fixture in
        _ = try fixture.people.persons.add("ada", password: password)
        return try body(fixture)
    }
}

/// What comes of twelve wrong tries.
let twelveTries: [LockerError.Code?] =
    [LockerError.Code?](repeating: .permissionDenied, count: 11) + [LockerError.Code.tooMany]

/// The error that `body` throws, if it is one of Locker's.
func lockerError<Result>(of body: () throws -> Result) -> LockerError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? LockerError
    }
}
