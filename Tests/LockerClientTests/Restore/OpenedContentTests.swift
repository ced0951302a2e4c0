import Foundation
import LockerAPI
import LockerBase
import LockerClient
import Synchronization
import TTRPC
import Testing

/// Content of which the client reads more than a piece, at a daemon that can open it, and at one that cannot.
@Suite struct OpenedContentTests {
    private static let piece = RequestLimits.pieceBytes
    private static let size = 3 * piece + 7

    /// What a daemon was asked for.
    private final class Calls: Sendable {
        let reads = Mutex(0)
        let opened = Mutex<UInt64>(0)
        let closed = Mutex<[UInt64]>([])
    }

    /// Answers reads of content whose bytes tell their pieces.
    private func daemon(_ calls: Calls, canOpen: Bool, blob: @escaping @Sendable (UInt64) -> UInt8) -> FakeDaemon {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.read) { _, request in
            calls.reads.withLock { $0 += 1 }
            return .with {
                $0.data = OpenedContentTests.data(request.offset, request.length)
                ($0.size, $0.blob) = (UInt64(OpenedContentTests.size), Data([1]))
            }
        }
        daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = canOpen ? ["blobs"] : [] } }
        daemon.on(LockerMethods.openBlob) { _, _ in
            let handle = calls.opened.withLock { opened -> UInt64 in
                opened += 1
                return opened
            }
            return .with {
                $0.handle = handle
                ($0.size, $0.blob) = (UInt64(OpenedContentTests.size), Data([blob(handle)]))
            }
        }
        daemon.on(LockerMethods.readBlob) { (_, request) throws(LockerError) in
            // The first handle is let go after a while.
            guard request.handle == calls.opened.withLock({ $0 }), request.handle > 1 || request.offset < 2 << 20 else {
                throw LockerError(.notFound, "no such handle")
            }
            return .with { $0.data = OpenedContentTests.data(request.offset, request.length) }
        }
        daemon.on(LockerMethods.closeBlob) { _, request in
            calls.closed.withLock { $0.append(request.handle) }
            return .init()
        }
        return daemon
    }

    private static func data(_ offset: UInt64, _ length: UInt32) -> Data {
        let count = min(Int(length), max(0, size - Int(offset)))
        return Data(repeating: UInt8(Int(offset) / piece), count: count)
    }

    private func stream(_ socket: String) throws -> ContentStream {
        ContentStream(connection: try LockerConnection(socket: socket), library: "main", path: try EntryPath("a"))
    }

    @Test(arguments: [true, false])
    func `all of it comes, in order`(canOpen: Bool) throws {
        let calls = Calls()
        try daemon(calls, canOpen: canOpen, blob: { _ in 1 }).serve { socket, _ in
            var (pieces, bytes): ([UInt8?], Int) = ([], 0)
            try stream(socket).read { piece in
                pieces.append(piece.first)
                bytes += piece.count
            }
            #expect(pieces == [0, 1, 2, 3] && bytes == OpenedContentTests.size)
            #expect(calls.reads.withLock { $0 } == (canOpen ? 1 : 4))
            // It was lost once, and opened again.
            #expect(calls.opened.withLock { $0 } == (canOpen ? 2 : 0))
            #expect(calls.closed.withLock { $0 } == (canOpen ? [2] : []))
        }
    }

    @Test func `what fits into a piece is not opened`() throws {
        let calls = Calls()
        try daemon(calls, canOpen: true, blob: { _ in 1 }).serve { socket, _ in
            var bytes = 0
            try stream(socket).read(offset: 5, length: 1000) { bytes += $0.count }
            #expect(bytes == 1000 && calls.opened.withLock { $0 } == 0)
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `other content in its place is told`(from handle: UInt64) throws {
        let calls = Calls()
        try daemon(calls, canOpen: true, blob: { $0 >= handle ? 2 : 1 }).serve { socket, _ in
            let stream = try stream(socket)
            let error = #expect(throws: LockerError.self) { try stream.read { _ in } }
            #expect(error?.code == .changed)
        }
    }
}
