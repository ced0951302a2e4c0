import CLMDB
import Glibc
import LockerBase
import POSIXSupport

/// The index: digest -> location for every kind of record, and what is known of each pack, in LMDB below
/// `DIR/index`. A cache: it says nothing that the packs do not say, and may be deleted while no daemon runs.
final class ChunkIndex: Sendable {
    /// Who uses the environment. Reader transactions are kept and renewed, which is ten times cheaper than beginning one.
    struct Transactions {
        /// Nil when it could not be opened again.
        var environment: Handle?
        var idle: [OpaquePointer] = []
        /// Transactions that are under way, of readers and of the writer.
        var busy = 0
        /// Whether somebody closes the environment and opens it again.
        var isReopening = false
        var isClosed = false
    }

    /// A thread may use the environment as any other may (lmdb.h, "Restrictions").
    struct Handle: @unchecked Sendable, Equatable {
        let pointer: OpaquePointer
    }

    let transactions: Monitor<Transactions>
    /// Records that do not go into it.
    let quarantine: Quarantine
    let tables: IndexEnvironment.Tables
    let directory: String
    let storeID: StoreID

    private init(_ environment: IndexEnvironment, directory: String, storeID: StoreID, quarantine: Quarantine) {
        self.quarantine = quarantine
        self.directory = directory
        self.storeID = storeID
        tables = environment.tables
        transactions = Monitor(Transactions(environment: Handle(pointer: environment.environment)))
    }

    /// Opens the index in `directory`; one that is missing is made, one that cannot be used is deleted and made anew.
    /// Returns the reason for that, when there was one.
    static func open(
        directory: String, storeID: StoreID, quarantine: Quarantine
    ) throws(LockerError) -> (index: ChunkIndex, replaced: String?) {
        try translatingSystemErrors(remedy: "the index cannot be created") { () throws(SystemError) in
            try makeDirectory(directory)
        }
        var reason: String?
        if access(damageMark(directory), F_OK) == 0 {
            reason = "damage was found in it while it was in use"
            try delete(directory)
        }
        do {
            let environment = try IndexEnvironment(directory: directory, storeID: storeID)
            let index = ChunkIndex(environment, directory: directory, storeID: storeID, quarantine: quarantine)
            return (index, reason)
        } catch let error where isDamage(error) {
            reason = error.description
            try delete(directory)
        } catch {
            throw ChunkIndex.failure(error, directory)
        }
        do {
            let environment = try IndexEnvironment(directory: directory, storeID: storeID)
            let index = ChunkIndex(environment, directory: directory, storeID: storeID, quarantine: quarantine)
            return (index, reason)
        } catch {
            throw ChunkIndex.failure(error, directory)
        }
    }

    /// Waits for the look-ups that are in progress and closes the environment. Look-ups fail from here on. To be called
    /// once, when nobody inserts any more.
    func close() {
        let (environment, idle) = transactions.wait { (state: inout Transactions) -> (Handle?, [OpaquePointer])? in
            state.isClosed = true
            return state.busy == 0 && !state.isReopening ? (state.environment, state.idle) : nil
        }
        for transaction in idle { mdb_txn_abort(transaction) }
        if let environment { mdb_env_close(environment.pointer) }
    }

    /// Deletes the files of the index in `directory`.
    static func delete(_ directory: String) throws(LockerError) {
        for file in [directory + "/data.mdb", directory + "/lock.mdb", damageMark(directory)]
        where unlink(file) != 0 && errno != ENOENT {
            throw LockerError(SystemError("unlink", on: file), remedy: "delete \(directory) by hand")
        }
    }

    /// What a caller hears of `error`. Damage is marked, so that the next start rebuilds the index.
    func failure(_ error: LMDBError) -> LockerError {
        if ChunkIndex.isDamage(error),
            let mark = try? Descriptor.open(
                ChunkIndex.damageMark(directory), O_WRONLY | O_CREAT, mode: 0o600)
        {
            _ = fsync(mark.number)
        }
        return ChunkIndex.failure(error, directory)
    }

    private static func failure(_ error: LMDBError, _ directory: String) -> LockerError {
        switch error.number {
        case ENOSPC, EDQUOT:
            LockerError(.noSpace, "\(directory): no room for the index; free some space", cause: error)
        case MDB_READERS_FULL:
            LockerError(.tooMany, "\(directory): too many look-ups at a time; try again", cause: error)
        case ESHUTDOWN:
            LockerError(.failedPrecondition, "the store is closed; start lockerd again", cause: error)
        case MDB_PANIC:
            LockerError(
                .unavailable,
                "\(directory): the index could not be written, nor be opened again; look for disk errors in the kernel's "
                    + "log", cause: error)
        case _ where isDamage(error):
            LockerError(
                .unavailable, "\(directory): the index is damaged; restart lockerd, which rebuilds it from the packs",
                cause: error)
        default:
            LockerError(
                .system, "\(directory): the index failed (\(error)); look for disk errors in the kernel's log",
                cause: error)
        }
    }

    private static func damageMark(_ directory: String) -> String {
        directory + "/damaged"
    }

    private static func isDamage(_ error: LMDBError) -> Bool {
        [
            MDB_INVALID, MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_VERSION_MISMATCH, MDB_INCOMPATIBLE, MDB_BAD_VALSIZE,
        ]
        .contains(error.number)
    }
}
