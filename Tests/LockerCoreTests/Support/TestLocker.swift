import Foundation
import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Logging
import Metadata
import POSIXSupport
import Testing

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
            _ = try locker.accounts.add(named: name, userID: nil, role: .user, quota: quota)
        }
        return try locker.authority.caller(userID: 0, for: name)
    }

    func session(_ caller: Caller, library: String = "main", connection: UInt64 = 1) throws -> Session {
        try locker.sessions.open(caller, library: library, connection: connection).session
    }

    @discardableResult
    func ingest(
        _ bytes: [UInt8], _ path: String, saying attributes: EntryAttributes? = nil, in session: Session
    ) throws -> FileContent {
        let file = try makeFile(directory + "/source", bytes)
        return try locker.ingest.file(
            file, at: try EntryPath(path), modified: 1_341_100_800_123_456_789, mode: permissionBits(of: path),
            attributes: attributes, in: session)
    }

    /// Commits `files` as one revision.
    @discardableResult
    func put(_ files: [String: [UInt8]], for caller: Caller, library: String = "main") throws -> Committed {
        let session = try session(caller, library: library)
        defer { locker.sessions.close(session) }
        for (path, bytes) in files { try ingest(bytes, path, in: session) }
        return try locker.sessions.commit(session)
    }

    func restored(_ path: String, of caller: Caller, revision: Int64? = nil) throws -> [UInt8] {
        let target = directory + "/target"
        unlink(target)
        let file = try Descriptor.open(target, O_RDWR | O_CREAT)
        _ = try locker.reader.restore(try EntryPath(path), from: "main", revision: revision, of: caller, to: file)
        return try contents(of: target)
    }

    /// All paths of a revision, page by page.
    func paths(of caller: Caller, revision: Int64? = nil) throws -> [String] {
        var (paths, revision, after) = ([String](), revision, EntryPath?.none)
        while true {
            let page = try locker.listings.entries(
                in: "main", of: caller, revision: revision, under: nil, after: after, limit: 0)
            paths += page.elements.map(\.path.description)
            guard page.more, let last = page.elements.last else { return paths }
            (revision, after) = (page.revision, last.path)
        }
    }
}

/// Changes three bytes of the first pack below `directory` whose name begins with `prefix`, at the place that `place`
/// finds in its bytes.
func damage(_ prefix: String, in directory: String, at place: ([UInt8]) throws -> Int) throws {
    let folder = directory + "/store/packs/"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let path = folder + (try #require(names.first { $0.hasPrefix(prefix) }))
    var bytes = try contents(of: path)
    let start = try place(bytes)
    for index in start..<start + 3 { bytes[index] ^= 0xFF }
    #expect(chmod(path, 0o600) == 0)
    try makeFile(path, bytes)
}

/// A place in the first recipe of a metadata pack with these bytes.
func firstRecipe(_ pack: [UInt8]) throws -> Int {
    let magic = Array("LKRR".utf8)
    return try #require(pack.indices.dropLast(4).first { Array(pack[$0..<$0 + 4]) == magic }) + 20
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

/// Some permission bits, always the same for a path, and for some none.
private func permissionBits(of path: String) -> UInt32? {
    let sum = path.utf8.reduce(UInt32(0)) { $0 + UInt32($1) }
    return sum % 5 == 0 ? nil : sum & Entry.maximumMode
}
