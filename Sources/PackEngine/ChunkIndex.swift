import CLMDB
import Glibc
import LockerBase
import POSIXSupport

/// The index: digest -> location for every kind of record, and what is known of each pack, in LMDB below
/// `DIR/index`. A cache: it says nothing that the packs do not say, and may be deleted while no daemon runs.
final class ChunkIndex: Sendable {
    /// Reader transactions are kept and renewed, which is ten times cheaper than beginning one.
    struct Readers {
        var idle: [OpaquePointer] = []
        var busy = 0
        var isClosed = false
    }

    let readers = Monitor(Readers())
    /// Records that do not go into it.
    let quarantine: Quarantine
    private let opened: Opened

    /// A thread may use the environment and its tables as any other may (lmdb.h, "Restrictions").
    private struct Opened: @unchecked Sendable {
        let environment: IndexEnvironment
        let directory: String
    }

    var environment: IndexEnvironment { opened.environment }

    private init(_ environment: IndexEnvironment, directory: String, quarantine: Quarantine) {
        self.quarantine = quarantine
        opened = Opened(environment: environment, directory: directory)
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
            return (ChunkIndex(environment, directory: directory, quarantine: quarantine), reason)
        } catch let error where isDamage(error) {
            reason = error.description
            try delete(directory)
        } catch {
            throw ChunkIndex.failure(error, directory)
        }
        do {
            let environment = try IndexEnvironment(directory: directory, storeID: storeID)
            return (ChunkIndex(environment, directory: directory, quarantine: quarantine), reason)
        } catch {
            throw ChunkIndex.failure(error, directory)
        }
    }

    /// Waits for the look-ups that are in progress and closes the environment. Look-ups fail from here on. To be called
    /// once, when nobody inserts any more.
    func close() {
        let idle = readers.wait { (readers: inout Readers) -> [OpaquePointer]? in
            readers.isClosed = true
            return readers.busy == 0 ? readers.idle : nil
        }
        for transaction in idle { mdb_txn_abort(transaction) }
        mdb_env_close(environment.environment)
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
                ChunkIndex.damageMark(opened.directory), O_WRONLY | O_CREAT, mode: 0o600)
        {
            _ = fsync(mark.number)
        }
        return ChunkIndex.failure(error, opened.directory)
    }

    private static func failure(_ error: LMDBError, _ directory: String) -> LockerError {
        switch error.number {
        case ENOSPC, EDQUOT:
            LockerError(.noSpace, "\(directory): no room for the index; free some space", cause: error)
        case MDB_READERS_FULL:
            LockerError(.tooMany, "\(directory): too many look-ups at a time; try again", cause: error)
        case _ where isDamage(error):
            LockerError(
                .unavailable, "\(directory): the index is damaged; restart lockerd, which rebuilds it from the packs",
                cause: error)
        default:
            LockerError(.system, "\(directory): the index failed; see the cause", cause: error)
        }
    }

    private static func damageMark(_ directory: String) -> String {
        directory + "/damaged"
    }

    private static func isDamage(_ error: LMDBError) -> Bool {
        [
            MDB_INVALID, MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_VERSION_MISMATCH, MDB_PANIC, MDB_INCOMPATIBLE,
            MDB_BAD_VALSIZE,
        ]
        .contains(error.number)
    }
}
