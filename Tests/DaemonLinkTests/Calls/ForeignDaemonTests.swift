import DaemonLink
import LockerAPI
import LockerBase
import TTRPC
import Testing

/// Daemons that are older than this program, refuse it, or send what they should not.
@Suite struct ForeignDaemonTests {
    @Test func `an old daemon has no features and answers calls`() async throws {
        try await PretendedDaemon.with(["Status": { _, _ in [] }]) { _, link in
            _ = try await link.call(LockerMethods.status, Locker_V1_StatusRequest())
            let features = try await link.features()
            #expect(features.isEmpty)
            let unwatched = await lockerError { try await DaemonWatch(link).next([.with { $0.library = "main" }]) }
            #expect(unwatched?.code == .unimplemented)
            let unopened = await lockerError {
                try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            }
            #expect(unopened?.code == .unimplemented)
        }
    }

    @Test func `an old daemon takes no expectations that it would pass over`() async throws {
        let methods: [String: Router.Handler] = ["OpenSession": { _, _ in [8, 1] }, "CloseSession": { _, _ in [] }]
        try await PretendedDaemon.with(methods) { _, link in
            let session = try await DaemonSession.open(link, for: nil, library: "main")
            #expect(session.id == 1)
            let unstaged = await lockerError { try await session.stage(expecting: [Locker_V1_ExpectedEntry()]) }
            #expect(unstaged?.code == .unimplemented)
            let description = RevisionDescription(expectedRevision: 1)
            let uncommitted = await lockerError { try await session.commit(description) }
            #expect(uncommitted?.code == .unimplemented)
        }
    }

    @Test func `a daemon without places for connections says so`() async throws {
        var limits = ServerLimits()
        limits.exemptUsers = []
        (limits.connectionsPerUser, limits.connectionsPerFrontend) = (1, 1)
        try await PretendedDaemon.with(limits: limits, ["Status": { _, _ in [] }]) { socket, link in
            let first = try Client(path: socket)
            _ = try first.call(service: "locker.v1.Locker", method: "Status", payload: [])
            let error = await ForeignDaemonTests.error(of: link)
            #expect(error?.code == .tooMany)
            first.close()
            try await until { await ForeignDaemonTests.error(of: link) == nil }
        }
    }

    @Test(arguments: [
        ByteServer.frame([], length: 5 << 20), ByteServer.frame([0xFF]), ByteServer.frame([0x12, 1, 0xFF]),
    ])
    func `what makes no sense ends the connection`(bytes: [UInt8]) async throws {
        try await ByteServer.with(sending: bytes) { link in
            let error = await ForeignDaemonTests.error(of: link)
            #expect(error?.code == .internal)
        }
    }

    @Test(arguments: [[], [0, 0, 0, 9, 0, 0, 0, 1, 2], ByteServer.frame([1, 2], length: 3)] as [[UInt8]])
    func `a connection that ends too early is lost`(bytes: [UInt8]) async throws {
        try await ByteServer.with(sending: bytes, isOpen: false) { link in
            let error = await ForeignDaemonTests.error(of: link)
            #expect(error?.code == .unavailable)
        }
    }

    private static func error(of link: LinkedDaemon) async -> LockerError? {
        await lockerError { try await link.call(LockerMethods.status, Locker_V1_StatusRequest()) }
    }
}
