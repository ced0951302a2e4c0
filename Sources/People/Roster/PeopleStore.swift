import Foundation
import GRDB
import LockerBase
import Synchronization

/// What a transaction has changed of the roster.
enum RosterChange {
    case none
    case put(Member)
    case removed(Int64)
}

/// The database of persons, with what of it is in memory.
final class PeopleStore: Sendable {
    let roster = Roster()
    let rows: MemberRows
    let clock: PeopleClock
    private let database: PeopleDatabase
    /// The number that the database had when all was taken in.
    private let version = Mutex<Int64?>(nil)

    /// - Parameters:
    ///   - path: of the database.
    ///   - keyFile: one is made where the database knows of none.
    init(path: String, keyFile: String, clock: PeopleClock) throws(LockerError) {
        let database = try PeopleDatabase(path: path)
        self.database = database
        self.clock = clock
        rows = MemberRows(key: try KeyCheck.key(of: database, in: keyFile))
        try refresh()
    }

    func close() {
        database.close()
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(LockerError) -> Result {
        try database.read(body)
    }

    /// Runs `body` in a transaction; when it is durable, the roster has what it changed.
    func change<Result>(_ body: (Database) throws -> (Result, RosterChange)) throws(LockerError) -> Result {
        try database.write(body, then: { apply($0.1) }).0
    }

    private func apply(_ change: RosterChange) {
        switch change {
        case .none: break
        case .put(let member): roster.put(member)
        case .removed(let id): roster.remove(id)
        }
    }

    /// Takes all in anew where somebody else has changed the database: the command line, in another process. Returns
    /// whether somebody has.
    @discardableResult
    func refresh() throws(LockerError) -> Bool {
        try database.look { (database, number) -> Bool in
            guard version.withLock({ $0 }) != number else { return false }
            var members: [Member] = []
            try database.inTransaction(.deferred) {
                members = try rows.all(database)
                return .commit
            }
            roster.replace(members)
            version.withLock { $0 = number }
            return true
        }
    }
}
