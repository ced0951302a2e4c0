import CLMDB
import Glibc
import LockerBase

/// The LMDB environment of the index: opened, its tables made, closed.
struct IndexEnvironment {
    let environment: OpaquePointer
    let tables: Tables

    /// The tables; always the same ones, as they are opened in one order.
    struct Tables: Equatable {
        /// Digest -> location, a table for each kind of record.
        let records: [RecordKind: MDB_dbi]
        /// Pack id -> ``PackRow``.
        let packs: MDB_dbi
    }

    /// Address space, not memory nor disk: 256 GiB hold three thousand million records, 200 TB of chunks.
    private static let mapSize = 256 << 30
    /// One for each look-up that is in progress at a time.
    private static let maximumReaders: UInt32 = 1022
    private static let formatVersion = 2

    /// Opens the environment in `directory`, which must exist, for the store `storeID`.
    ///
    /// - Throws: ``LMDBError``; `MDB_INVALID` too for an index of another store, of another version, or shorter
    ///   than its pages.
    init(directory: String, storeID: StoreID) throws(LMDBError) {
        var handle: OpaquePointer?
        try check(mdb_env_create(&handle), "mdb_env_create")
        guard let environment = handle else { throw LMDBError(number: ENOMEM, call: "mdb_env_create") }
        do throws(LMDBError) {
            try check(mdb_env_set_mapsize(environment, IndexEnvironment.mapSize), "mdb_env_set_mapsize")
            try check(mdb_env_set_maxreaders(environment, IndexEnvironment.maximumReaders), "mdb_env_set_maxreaders")
            try check(mdb_env_set_maxdbs(environment, 8), "mdb_env_set_maxdbs")
            // NOTLS: a reader belongs to its transaction, not to its thread. NORDAHEAD: look-ups are random.
            // NOMETASYNC: a crash of the machine may lose the last transaction, which the packs give back.
            let flags = UInt32(MDB_NOTLS | MDB_NORDAHEAD | MDB_NOMETASYNC)
            try IndexEnvironment.reserveLockFile(directory + "/lock.mdb")
            try check(mdb_env_open(environment, directory, flags, 0o600), "mdb_env_open")
            try IndexEnvironment.checkLength(environment)
            tables = try IndexEnvironment.openTables(environment, storeID: storeID)
        } catch {
            mdb_env_close(environment)
            throw error
        }
        self.environment = environment
    }

    /// LMDB writes its table of readers through a memory map of a sparse file, where a disk that is full is a SIGBUS: the
    /// whole of it gets its place before. One that has it is left alone, so that a full disk can be read from.
    private static func reserveLockFile(_ path: String) throws(LMDBError) {
        let size = Int(maximumReaders + 2) * 64
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw LMDBError(number: errno, call: "open of lock.mdb") }
        defer { Glibc.close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw LMDBError(number: errno, call: "fstat of lock.mdb") }
        if Int(status.st_size) >= size, Int(status.st_blocks) * 512 >= size { return }
        try check(posix_fallocate(file, 0, off_t(size)), "posix_fallocate of lock.mdb")
    }

    /// LMDB reads through a memory map, where a file that is too short is a SIGBUS.
    private static func checkLength(_ environment: OpaquePointer) throws(LMDBError) {
        var info = MDB_envinfo()
        var statistics = MDB_stat()
        var descriptor: mdb_filehandle_t = -1
        var status = stat()
        try check(mdb_env_info(environment, &info), "mdb_env_info")
        try check(mdb_env_stat(environment, &statistics), "mdb_env_stat")
        try check(mdb_env_get_fd(environment, &descriptor), "mdb_env_get_fd")
        guard fstat(descriptor, &status) == 0 else { throw LMDBError(number: errno, call: "fstat") }
        guard Int(status.st_size) >= (info.me_last_pgno + 1) * Int(statistics.ms_psize) else {
            throw LMDBError(number: MDB_INVALID, call: "length of data.mdb")
        }
    }

    private static func openTables(
        _ environment: OpaquePointer, storeID: StoreID
    ) throws(LMDBError) -> Tables {
        var handle: OpaquePointer?
        try check(mdb_txn_begin(environment, nil, 0, &handle), "mdb_txn_begin")
        do throws(LMDBError) {
            var records: [RecordKind: MDB_dbi] = [:]
            records[.chunk] = try openTable(handle, "chunk")
            records[.recipe] = try openTable(handle, "recipe")
            records[.commit] = try openTable(handle, "commit")
            let packs = try openTable(handle, "packs")
            try checkIdentity(handle, try openTable(handle, "meta"), storeID: storeID)
            try check(mdb_txn_commit(handle), "mdb_txn_commit")
            return Tables(records: records, packs: packs)
        } catch {
            if error.call != "mdb_txn_commit" { mdb_txn_abort(handle) }
            throw error
        }
    }

    private static func openTable(_ transaction: OpaquePointer?, _ name: String) throws(LMDBError) -> MDB_dbi {
        var table: MDB_dbi = 0
        try check(mdb_dbi_open(transaction, name, UInt32(MDB_CREATE), &table), "mdb_dbi_open")
        return table
    }

    /// The table `meta` says whose index this is: `identity` -> format version and store id, as text.
    private static func checkIdentity(
        _ transaction: OpaquePointer?, _ table: MDB_dbi, storeID: StoreID
    ) throws(LMDBError) {
        let wanted = Array("\(formatVersion) \(storeID)".utf8)
        try Array("identity".utf8).withRawBytes { (key) throws(LMDBError) in
            try withValue(key) { (key) throws(LMDBError) in
                var found = MDB_val()
                let result = mdb_get(transaction, table, &key, &found)
                if result == MDB_NOTFOUND {
                    try wanted.withRawBytes { (value) throws(LMDBError) in
                        try withValue(value) { (value) throws(LMDBError) in
                            try check(mdb_put(transaction, table, &key, &value, 0), "mdb_put")
                        }
                    }
                    return
                }
                try check(result, "mdb_get")
                guard found.bytes.elementsEqual(wanted) else {
                    throw LMDBError(number: MDB_INVALID, call: "identity of the index")
                }
            }
        }
    }
}
