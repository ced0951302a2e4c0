import Synchronization

extension Roster {
    /// Takes note that a credential was used.
    func touch(_ id: CredentialID, at now: Int64) {
        table.withLock { $0.touch(id, at: now) }
    }

    /// When each was last used, as far as the database does not know it.
    var uses: [CredentialID: Int64] { table.withLock { $0.used } }

    /// Whether something was used for the first time since this was last asked.
    func takeFirstUse() -> Bool {
        table.withLock { table -> Bool in
            defer { table.hasFirstUse = false }
            return table.hasFirstUse
        }
    }

    /// Takes note that the database knows `uses`.
    func forget(_ uses: [CredentialID: Int64]) {
        table.withLock { table in
            for (id, time) in uses where table.used[id] == time { table.used[id] = nil }
        }
    }
}
