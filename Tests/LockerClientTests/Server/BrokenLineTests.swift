import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerTestSupport
import ServerLink
import Synchronization
import Testing

/// Lines to a daemon behind a server that break.
@Suite struct BrokenLineTests {
    private static let piece = RequestLimits.pieceBytes
    private static let size = 5 * piece + 7

    /// A daemon with content whose bytes tell their pieces, which numbers what is opened from 1 on each connection.
    private func daemon() -> FakeDaemon {
        let opened = Mutex<[UInt64: UInt64]>([:])
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = ["blobs"] } }
        daemon.on(LockerMethods.read) { _, request in
            .with {
                $0.data = BrokenLineTests.data(request.offset, request.length)
                ($0.size, $0.blob) = (UInt64(BrokenLineTests.size), Data([1]))
            }
        }
        daemon.on(LockerMethods.openBlob) { context, _ in
            let handle = opened.withLock { opened -> UInt64 in
                opened[context.connection, default: 0] += 1
                return opened[context.connection] ?? 0
            }
            return .with { ($0.handle, $0.size, $0.blob) = (handle, UInt64(BrokenLineTests.size), Data([1])) }
        }
        daemon.on(LockerMethods.readBlob) { (context, request) throws(LockerError) in
            guard request.handle == opened.withLock({ $0[context.connection] }) else {
                throw LockerError(.notFound, "no such handle")
            }
            return .with { $0.data = BrokenLineTests.data(request.offset, request.length) }
        }
        daemon.on(LockerMethods.closeBlob) { _, _ in .init() }
        daemon.on(LockerMethods.openSession) { _, _ in .with { $0.session = 1 } }
        daemon.on(LockerMethods.closeSession) { _, _ in .init() }
        daemon.on(LockerMethods.stage) { _, _ in .init() }
        daemon.on(LockerMethods.usage) { _, _ in .with { $0.account = "alice" } }
        return daemon
    }

    private static func data(_ offset: UInt64, _ length: UInt32) -> Data {
        let count = min(Int(length), max(0, size - Int(offset)))
        return Data(repeating: UInt8(Int(offset) / piece), count: count)
    }

    private func connect(_ gateway: FakeGateway, pauses: [Double] = [0, 0.05, 0.1, 0.2]) throws -> LockerConnection {
        try RemoteGateway(at: ServerAddress(gateway.url)).connect("lk_1", pauses: pauses)
    }

    @Test(arguments: [1, 100, 1_500_000, 3_000_000])
    func `content is read on where the line broke`(cut: Int) throws {
        try daemon().serve { socket, _ in
            // The second line breaks as well, the third one stays.
            let react: FakeGateway.React = { _, _, number in .carry(to: socket, cut: number < 3 ? cut : nil) }
            try FakeGateway.with(react) { gateway in
                let connection = try connect(gateway)
                let stream = ContentStream(connection: connection, library: "main", path: try EntryPath("a"))
                var (bytes, pieces): (Int, [UInt8?]) = (0, [])
                try stream.read { piece in
                    pieces.append(piece.first)
                    bytes += piece.count
                }
                #expect(bytes == BrokenLineTests.size && pieces == [0, 1, 2, 3, 4, 5] && gateway.connections == 3)
            }
        }
    }

    @Test func `a line that broke unseen is made again before the next call`() throws {
        try daemon().serve { socket, _ in
            try FakeGateway.with(always: .carry(to: socket, cut: nil)) { gateway in
                let connection = try connect(gateway)
                try #expect(connection.call(LockerMethods.usage, .init()).account == "alice")
                gateway.breakAll()
                try #expect(connection.call(LockerMethods.usage, .init()).account == "alice")
                #expect(gateway.connections == 2)
            }
        }
    }

    @Test func `a session ends with its line, and no call of it goes over another one`() throws {
        try daemon().serve { socket, _ in
            try FakeGateway.with(always: .carry(to: socket, cut: nil)) { gateway in
                let connection = try connect(gateway)
                let session = try UploadSession(connection: connection, library: "main")
                gateway.breakAll()
                let entry = Locker_V1_Entry.with { $0.path = Data("a".utf8) }
                let error = #expect(throws: LockerError.self) { try session.stage([entry]) }
                #expect(error?.code == .unavailable && error?.message.contains(gateway.url) == true)
                // Nor do others, as long as it is not closed.
                #expect(throws: LockerError.self) { try connection.call(LockerMethods.usage, .init()) }
                #expect(gateway.connections == 1)
            }
        }
    }

    @Test func `after a session the line may break again`() throws {
        try daemon().serve { socket, _ in
            try FakeGateway.with(always: .carry(to: socket, cut: nil)) { gateway in
                let connection = try connect(gateway)
                try UploadSession(connection: connection, library: "main").close()
                gateway.breakAll()
                try #expect(connection.call(LockerMethods.usage, .init()).account == "alice")
            }
        }
    }

    @Test func `a server that is gone is given up after some tries, and a token that is revoked at once`() throws {
        try daemon().serve { socket, _ in
            let gone: FakeGateway.React = { _, _, number in
                number == 1 ? .carry(to: socket, cut: nil) : .answer("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n")
            }
            try FakeGateway.with(gone) { gateway in
                let connection = try connect(gateway, pauses: [0, 0, 0])
                gateway.breakAll()
                let error = #expect(throws: LockerError.self) { try connection.call(LockerMethods.usage, .init()) }
                #expect(error?.code == .unavailable && gateway.connections == 4)
            }
            let revoked: FakeGateway.React = { _, _, number in
                number == 1 ? .carry(to: socket, cut: nil) : .answer("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")
            }
            try FakeGateway.with(revoked) { gateway in
                let connection = try connect(gateway, pauses: [0, 0, 0])
                gateway.breakAll()
                let error = #expect(throws: LockerError.self) { try connection.call(LockerMethods.usage, .init()) }
                #expect(error?.code == .permissionDenied && gateway.connections == 2)
            }
        }
    }

    @Test func `without pauses a line that broke is the end`() throws {
        try daemon().serve { socket, _ in
            try FakeGateway.with(always: .carry(to: socket, cut: nil)) { gateway in
                let connection = try connect(gateway, pauses: [])
                gateway.breakAll()
                let error = #expect(throws: LockerError.self) { try connection.call(LockerMethods.usage, .init()) }
                #expect(error?.code == .unavailable && gateway.connections == 1)
            }
        }
    }
}
