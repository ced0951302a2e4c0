import CLMDB
import Glibc
import LockerBase
import POSIXSupport

/// Who may use the environment, and how it comes back after a failed write.
///
/// LMDB gives an environment up for good when the page that names the newest state could not be written: every call is
/// answered with `MDB_PANIC` then, look-ups too (mdb.c, `mdb_env_write_meta`). What is in the file is whole, the old
/// state or the new one, so that the environment is closed and opened again.
extension ChunkIndex {
    /// Begins a transaction that reads, or the one that writes. Each has its ``ended(keeping:)``.
    func begun(isReader: Bool) throws(LMDBError) -> OpaquePointer {
        var hasReopened = false
        while true {
            let (environment, idle) = try enter(isReader: isReader)
            do throws(LMDBError) {
                guard let environment else { throw LMDBError(number: MDB_PANIC, call: "mdb_env_open") }
                if let idle { return try ChunkIndex.renewed(idle) }
                return try ChunkIndex.begin(isReader ? UInt32(MDB_RDONLY) : 0, environment.pointer)
            } catch {
                ended()
                guard error.number == MDB_PANIC, !hasReopened else { throw error }
                try reopen(environment)
                hasReopened = true
            }
        }
    }

    private static func begin(_ flags: UInt32, _ environment: OpaquePointer) throws(LMDBError) -> OpaquePointer {
        var transaction: OpaquePointer?
        try check(mdb_txn_begin(environment, nil, flags, &transaction), "mdb_txn_begin")
        guard let transaction else { throw LMDBError(number: MDB_BAD_TXN, call: "mdb_txn_begin") }
        return transaction
    }

    private static func renewed(_ idle: OpaquePointer) throws(LMDBError) -> OpaquePointer {
        let result = mdb_txn_renew(idle)
        if result != MDB_SUCCESS { mdb_txn_abort(idle) }
        try check(result, "mdb_txn_renew")
        return idle
    }

    /// Ends what ``begun(isReader:)`` began. A reader's transaction is kept for the next one.
    func ended(keeping transaction: OpaquePointer? = nil) {
        let isLast = transactions.withLock { state in
            state.busy -= 1
            if let transaction { state.idle.append(transaction) }
            return state.busy == 0
        }
        // Only who closes the environment waits, and only for the last.
        if isLast { transactions.notifyAll() }
    }

    private func enter(isReader: Bool) throws(LMDBError) -> (Handle?, idle: OpaquePointer?) {
        try transactions.wait { (state) throws(LMDBError) -> (Handle?, idle: OpaquePointer?)? in
            if state.isClosed { throw LMDBError(number: ESHUTDOWN, call: "a call of a closed store") }
            if state.isReopening { return nil }
            state.busy += 1
            return (state.environment, isReader ? state.idle.popLast() : nil)
        }
    }

    /// Opens the environment again, once nobody uses it, unless somebody else did since it was `broken`.
    private func reopen(_ broken: Handle?) throws(LMDBError) {
        let isMine = transactions.wait { (state: inout Transactions) -> Bool? in
            if state.isReopening { return nil }
            state.isReopening = state.environment == broken && !state.isClosed
            return state.isReopening
        }
        guard isMine else { return }
        let idle = transactions.wait { (state: inout Transactions) -> [OpaquePointer]? in
            guard state.busy == 0 else { return nil }
            defer { state.idle = [] }
            return state.idle
        }
        for transaction in idle { mdb_txn_abort(transaction) }
        if let broken { mdb_env_close(broken.pointer) }
        var opened: Handle?
        defer {
            transactions.withLock { [opened] state in
                state.environment = opened
                state.isReopening = false
            }
            transactions.notifyAll()
        }
        let environment = try IndexEnvironment(directory: directory, storeID: storeID)
        guard environment.tables == tables else {
            mdb_env_close(environment.environment)
            throw LMDBError(number: MDB_INVALID, call: "tables of the index")
        }
        opened = Handle(pointer: environment.environment)
    }
}
