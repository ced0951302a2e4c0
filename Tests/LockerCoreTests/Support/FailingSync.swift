import GRDBSQLite
import Glibc
import Synchronization

/// A disk that does not sync the logs of databases below one folder: what is written can be read, and is not durable.
/// Databases elsewhere are not met.
enum FailingSync {
    private static let folder = Mutex<String?>(nil)
    private static let isFailing = Mutex(false)
    private static let failures = Mutex(0)

    /// SQLite's own way to files; never written once ``isInstalled`` has been asked.
    private nonisolated(unsafe) static var system: UnsafeMutablePointer<sqlite3_vfs>?
    /// What the logs below the folder are used by, and what SQLite uses all others by.
    private nonisolated(unsafe) static var failing: UnsafeMutablePointer<sqlite3_io_methods>?
    private nonisolated(unsafe) static var sound: UnsafePointer<sqlite3_io_methods>?

    private static let isInstalled: Bool = {
        guard let base = sqlite3_vfs_find("unix-excl") else { return false }
        system = base
        let copy = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        copy.initialize(to: base.pointee)
        copy.pointee.zName = UnsafePointer(strdup("failing-sync"))
        copy.pointee.xOpen = { _, name, file, flags, outFlags in
            guard let system = FailingSync.system,
                let status = system.pointee.xOpen?(system, name, file, flags, outFlags)
            else {
                return SQLITE_INTERNAL
            }
            if status == SQLITE_OK, flags & SQLITE_OPEN_WAL != 0, let name, let file {
                FailingSync.take(file, named: name)
            }
            return status
        }
        return sqlite3_vfs_register(copy, 1) == SQLITE_OK
    }()

    private static func take(_ file: UnsafeMutablePointer<sqlite3_file>, named name: UnsafePointer<CChar>) {
        let path = String(cString: name)
        guard folder.withLock({ $0.map(path.hasPrefix) ?? false }), let methods = file.pointee.pMethods else { return }
        if failing == nil {
            sound = methods
            let copy = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
            copy.initialize(to: methods.pointee)
            copy.pointee.xSync = { file, flags in
                guard !FailingSync.isFailing.withLock({ $0 }) else {
                    FailingSync.failures.withLock { $0 += 1 }
                    // SQLITE_IOERR_FSYNC
                    return SQLITE_IOERR | 4 << 8
                }
                return FailingSync.sound?.pointee.xSync?(file, flags) ?? SQLITE_INTERNAL
            }
            failing = copy
        }
        file.pointee.pMethods = UnsafePointer(failing)
    }

    /// Lets the logs of databases that are opened below `path` from here on be met. Some database must have been opened
    /// before.
    static func install(for path: String) -> Bool {
        folder.withLock { $0 = path }
        return isInstalled
    }

    /// Runs `body` while no sync of them succeeds. Returns how many failed.
    static func during(_ body: () throws -> Void) rethrows -> Int {
        failures.withLock { $0 = 0 }
        isFailing.withLock { $0 = true }
        defer { isFailing.withLock { $0 = false } }
        try body()
        return failures.withLock { $0 }
    }
}
