import LockerBase
import Synchronization

/// Slows down wrong tries, by the address that they come from and by the person whom they are at.
///
/// An address from which a person has signed in is known of them, and does not wait for what others try at them: so
/// nobody is shut out by somebody else's tries.
final class Throttle: Sendable {
    private struct Tables {
        var addresses: ThrottleTable<AddressKey>
        var persons: ThrottleTable<String>
        /// The addresses that are known of each person, the latest first.
        var known: [String: [AddressKey]] = [:]

        func isKnown(_ origin: TryOrigin) -> Bool {
            guard let person = origin.person else { return false }
            return known[person]?.contains(origin.address) ?? false
        }

        /// The person whose tries count and are waited for.
        func person(_ origin: TryOrigin) -> String? { isKnown(origin) ? nil : origin.person }

        /// Counts a try and returns 0, or returns the nanoseconds that it has to wait.
        mutating func count(_ origin: TryOrigin, at now: Int64) -> Int64 {
            let claimed = person(origin)
            var wait = addresses.wait(origin.address, at: now)
            if let claimed { wait = max(wait, persons.wait(claimed, at: now)) }
            guard wait == 0 else { return wait }
            addresses.add(origin.address, at: now)
            if let claimed { persons.add(claimed, at: now) }
            return 0
        }
    }

    /// The most addresses that are known of a person.
    private static let addressesOfPerson = 8

    private let tables: Mutex<Tables>
    private let clock: PeopleClock

    /// - Parameter capacity: the most addresses, and the most persons, that are remembered.
    init(clock: PeopleClock, capacity: Int = 65_536) {
        self.clock = clock
        tables = Mutex(
            Tables(
                addresses: ThrottleTable(.ofAddress, capacity: capacity),
                persons: ThrottleTable(.ofPerson, capacity: capacity)))
    }

    /// Counts a try, unless it comes too soon: those that are refused make nobody wait longer.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` with ``LockerError/retryAfter``.
    func count(_ origin: TryOrigin) throws(LockerError) {
        let now = clock.uptime()
        let wait = tables.withLock { tables -> Int64 in tables.count(origin, at: now) }
        guard wait == 0 else { throw LockerError.triesTooOften(wait: wait) }
    }

    /// As if the last try, which was counted, had not been: it was right, or nobody looked at it.
    func takeBack(_ origin: TryOrigin) {
        tables.withLock { tables in
            tables.addresses.takeBack(origin.address)
            if let person = tables.person(origin) { tables.persons.takeBack(person) }
        }
    }

    /// Takes note that a person has signed in.
    func welcome(_ origin: TryOrigin) {
        guard let person = origin.person else { return }
        tables.withLock { tables in
            let known = tables.known[person] ?? []
            guard known.first != origin.address else { return }
            let others = known.filter { $0 != origin.address }
            tables.known[person] = [origin.address] + others.prefix(Throttle.addressesOfPerson - 1)
        }
    }
}
