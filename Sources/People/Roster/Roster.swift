import LockerBase
import Synchronization

/// All persons and what signs them in, in memory: nobody waits for a disk or for a slow hash to be known again.
final class Roster: Sendable {
    let table = Mutex(RosterTable())
    /// Of this process: what is kept by marks is of no use elsewhere.
    private let key = Sodium.randomBytes(32)

    /// What stands for a secret of a person in memory. As a key of a table it tells nobody how much of a guess was
    /// right.
    func mark(_ person: String, _ secret: String) -> [UInt8] {
        HMAC.sha256(key: key, Array(person.utf8) + [0] + Array(secret.utf8))
    }

    /// Takes all in anew.
    func replace(_ members: [Member]) {
        var fresh = RosterTable()
        for member in members { fresh.put(member, mark: mark) }
        let next = fresh
        table.withLock { table in
            let (used, hasFirstUse) = (table.used, table.hasFirstUse)
            table = next
            (table.used, table.hasFirstUse) = (used, hasFirstUse)
        }
    }

    func put(_ member: Member) {
        table.withLock { $0.put(member, mark: mark) }
    }

    func remove(_ id: Int64) {
        table.withLock { $0.remove(id) }
    }

    /// The person of that name, disabled or not.
    func member(named name: String) -> Member? {
        table.withLock { $0.members[name] }
    }

    /// App passwords that the key does not open.
    var unreadable: Set<CredentialID> {
        table.withLock { table in Set(table.members.values.flatMap(\.unreadable)) }
    }

    /// Whether a credential signs somebody in at the time `now`.
    func isLive(_ id: CredentialID, at now: Int64) -> Bool {
        table.withLock { $0.places[id]?.held.isGood(at: now) ?? false }
    }

    /// What is known of the token of that SHA-256, or of the session. One is nothing where the other is wanted.
    func shown(token digest: Digest, isSession: Bool, at now: Int64) -> ShownSecret {
        let shown = table.withLock {
            $0.shown($0.tokens[digest], isRefused: $0.refusedTokens[digest] != nil, at: now)
        }
        if case .signsIn(let found) = shown, (found.kind == .session) != isSession { return .refused }
        return shown
    }

    /// What is known of the app password of that mark.
    func shown(appPassword mark: [UInt8], at now: Int64) -> ShownSecret {
        table.withLock { $0.shown($0.appPasswords[mark], isRefused: $0.refusedAppPasswords[mark] != nil, at: now) }
    }

    /// Takes note that the password of that mark is the person's, unless `hash` is not that of their password any more.
    func remember(_ mark: [UInt8], of person: String, hash: String) -> Bool {
        table.withLock { table -> Bool in
            guard let member = table.members[person], member.hash == hash, !member.isDisabled else { return false }
            table.passwords[person] = mark
            return true
        }
    }

    /// Whether that mark is known to be of the person's password.
    func remembers(_ mark: [UInt8], of person: String) -> Bool {
        table.withLock { table -> Bool in
            guard let known = table.passwords[person], let member = table.members[person] else { return false }
            return HMAC.areEqual(known, mark) && !member.isDisabled
        }
    }
}
