import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Logging
import Metadata
import POSIXSupport

/// A locker in a temporary directory, with what the tests do again and again.
struct TestLocker {
    let locker: Locker
    let directory: String

    static func with<Result>(
        _ configuration: Configuration = Configuration(), _ body: (TestLocker) throws -> Result
    ) throws -> Result {
        try withTemporaryDirectory { directory in
            let test = try open(directory, configuration)
            defer { test.locker.close() }
            return try body(test)
        }
    }

    static func open(
        _ directory: String, _ configuration: Configuration = Configuration()
    ) throws -> TestLocker {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let store = directory + "/store"
        return TestLocker(
            locker: try Locker(directory: store, configuration: configuration, logger: logger), directory: directory)
    }

    /// A caller of an account of this name, made if need be.
    func caller(_ name: String, quota: Int64? = nil) throws -> Caller {
        if (try? locker.authority.caller(userID: 0, for: name)) == nil {
            _ = try locker.addAccount(named: name, userID: nil, role: .user, quota: quota)
        }
        return try locker.authority.caller(userID: 0, for: name)
    }

    func session(_ caller: Caller, library: String = "main", connection: UInt64 = 1) throws -> Session {
        try locker.openSession(caller, library: library, connection: connection).session
    }

    @discardableResult
    func ingest(_ bytes: [UInt8], _ path: String, in session: Session) throws -> Content {
        let file = try makeFile(directory + "/source", bytes)
        return try locker.ingest(file, at: try EntryPath(path), modified: 1_341_100_800_123_456_789, in: session)
    }

    /// Commits `files` as one revision.
    @discardableResult
    func put(_ files: [String: [UInt8]], for caller: Caller, library: String = "main") throws -> Locker.Committed {
        let session = try session(caller, library: library)
        defer { locker.close(session) }
        for (path, bytes) in files { try ingest(bytes, path, in: session) }
        return try locker.commit(session)
    }

    func restored(_ path: String, of caller: Caller, revision: Int64? = nil) throws -> [UInt8] {
        let target = directory + "/target"
        unlink(target)
        let file = try Descriptor.open(target, O_RDWR | O_CREAT)
        _ = try locker.restore(try EntryPath(path), from: "main", revision: revision, of: caller, to: file)
        return try contents(of: target)
    }

    func paths(of caller: Caller, revision: Int64? = nil) throws -> [String] {
        try locker.entries(in: "main", of: caller, revision: revision, under: nil, after: nil, limit: 0)
            .elements.map(\.path.description)
    }
}

/// `count` random bytes.
func random(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = SplitMix64(seed: seed)
    return generator.bytes(count)
}

/// Whether `error` has `code`.
func has(_ code: LockerError.Code) -> (any Error) -> Bool {
    { ($0 as? LockerError)?.code == code }
}
