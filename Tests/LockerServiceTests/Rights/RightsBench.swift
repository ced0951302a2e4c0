import Foundation
import LockerBase
import LockerCore
import LockerService
import LockerTestSupport
import Logging
import MediaTestSupport
import POSIXSupport
import TTRPC

/// A locker with people of every kind, and its calls, which are made as any user.
final class RightsBench {
    static let file = "private-song"

    let locker: Locker
    let router: Router
    let directory: String
    private var session: Session?
    private var number = 0

    private init(_ directory: String) throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let configuration = Configuration(operators: [10], frontends: [20], autoAccounts: false)
        self.directory = directory
        locker = try Locker(directory: directory + "/store", configuration: configuration, logger: logger)
        router = Router(answeredBy: locker, logger: logger)
        for (name, userID) in [("alice", 41), ("bob", 42)] as [(String, UInt32)] {
            _ = try locker.accounts.add(named: name, userID: userID, role: .user, quota: nil)
        }
        _ = try locker.accounts.add(named: "gateway", userID: 30, role: .frontend, quota: nil)
        _ = try locker.accounts.add(named: "desk", userID: 31, role: .manager, quota: nil)
        try put()
    }

    static func with(_ body: (RightsBench) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let bench = try RightsBench(directory)
            defer { bench.close() }
            try body(bench)
        }
    }

    private func close() {
        locker.prepareToClose()
        locker.close()
    }

    /// Makes a call as `somebody`, on connection 1.
    func call(
        _ row: RightsRow, _ request: RightsRow.Request, as somebody: Somebody
    ) -> Result<[UInt8], RPCError> {
        let context = CallContext(
            connection: 1, peer: Peer(processID: 1, userID: somebody.userID, groupID: 1),
            metadata: somebody.account.map { ["locker-account": $0] } ?? [:], descriptors: request.descriptors)
        return Result { () throws(RPCError) in
            try router.call(service: row.service, method: row.method, payload: request.payload, context: context)
        }
    }

    /// A session for alice on connection 1, in place of the one before.
    func open(catalog: Bool = false) throws -> Session {
        if let session { locker.sessions.close(session) }
        let alice = try alice
        let opened =
            catalog
            ? try locker.sessions.openOnCatalog(alice, connection: 1)
            : try locker.sessions.open(alice, library: "main", connection: 1).session
        session = opened
        return opened
    }

    /// An upload for alice.
    func beginUpload() throws -> (session: Session, upload: UInt64) {
        let session = try open()
        return (session, try locker.uploads.begin(at: try EntryPath("upload"), modified: 0, in: session))
    }

    /// Opens alice's ``file`` on connection 1.
    func openBlob() throws -> Blobs.Opened {
        try put()
        return try locker.blobs.open(
            try EntryPath(RightsBench.file), from: "main", revision: nil, of: alice, connection: 1)
    }

    /// Sees to it that alice has ``file``.
    func put() throws {
        let session = try open()
        _ = try locker.ingest.file(song(), at: try EntryPath(RightsBench.file), modified: 0, in: session)
        _ = try locker.sessions.commit(session)
    }

    /// A session on the catalog that ingested a song, and the song's path.
    func ingestForCatalog() throws -> (session: Session, path: EntryPath) {
        let session = try open(catalog: true)
        let path = try EntryPath("label")
        _ = try locker.ingest.file(song(), at: path, modified: 0, in: session)
        return (session, path)
    }

    /// A track that the catalog has.
    func track() throws -> Digest {
        let (session, path) = try ingestForCatalog()
        let song = TrackDescription(
            path: path, title: nil, artist: nil, album: nil, duration: nil, bitrate: nil)
        switch try locker.catalog.add([song], from: session)[0] {
        case .added(let track), .known(let track): return track
        case .noAudio: throw LockerError(.internal, "the sample has no audio")
        }
    }

    func song() throws -> Descriptor { try makeFile(directory + "/song", Samples.mp3()) }

    func target() throws -> Descriptor { try Descriptor.open(directory + "/target", O_RDWR | O_CREAT) }

    /// A name that was not given out before.
    func newName() -> String {
        number += 1
        return "new-\(number)"
    }

    /// A user who has no account.
    func newUser() -> UInt32 {
        number += 1
        return UInt32(60_000 + number)
    }

    /// A library of alice's that may be removed.
    func library() throws -> String {
        let name = newName()
        let session = try locker.sessions.open(alice, library: name, connection: 1).session
        defer { locker.sessions.close(session) }
        _ = try locker.ingest.file(song(), at: try EntryPath("song"), modified: 0, in: session)
        _ = try locker.sessions.commit(session)
        return name
    }

    /// A device of alice's that was not removed.
    func device() throws -> [UInt8] {
        number += 1
        let device = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 16)
        return try locker.devices.register(device, called: "laptop", of: alice).number
    }

    /// An account that may be removed.
    func victim() throws -> String {
        let name = newName()
        _ = try locker.accounts.add(named: name, userID: nil, role: .user, quota: nil)
        return name
    }

    /// An account that may act for others.
    func helper(isManager: Bool) throws -> String {
        let name = newName()
        _ = try locker.accounts.add(named: name, userID: nil, role: isManager ? .manager : .frontend, quota: nil)
        return name
    }

    /// Runs a job to its end.
    func runJob() throws {
        var options = VerificationOptions()
        options.isQuick = true
        _ = try locker.verification.start(options)
        waitForJob()
    }

    func waitForJob() {
        while let job = try? locker.jobs.job(0), job.outcome == nil { usleep(1000) }
    }

    /// All that a call could have changed.
    func state() throws -> [String] {
        let alice = try alice
        let entries = try locker.listings.entries(
            in: "main", of: alice, revision: nil, under: nil, after: nil, limit: 0)
        return [
            "\(entries.revision)", "\(entries.elements)", "\(try locker.accounts.list())",
            "\(try locker.accounts.usage(of: alice))", "\(try locker.devices.list(of: alice))",
            "\(try locker.listings.revisions(of: "main", of: alice, before: nil, limit: 1).elements)",
            "\(try locker.retentions.retention(of: "main", of: alice))",
            "\(try locker.catalog.tracks(after: nil, limit: 0).tracks)",
            "\((try? locker.jobs.job(0).id) ?? 0)",
            "\(session?.stagedCount ?? -1)",
        ]
    }

    private var alice: Caller {
        get throws { try locker.authority.caller(userID: 0, for: "alice") }
    }
}
