import DaemonLink
import Foundation
import GatewayTestSupport
import LockerAPI
import LockerBase
import NIOCore
import Testing

/// Content that the daemon let go of, or did not open, while somebody reads it.
@Suite struct LostContentTests {
    private static let bytes = random(3 << 20, seed: 42)

    @Test func `what was not read for long is read on`() async throws {
        try await expectReadingOn { running, _ in running.pass(.seconds(61)) }
    }

    @Test func `what was closed is read on`() async throws {
        try await expectReadingOn { _, link in
            // The first content of a connection has the handle 1.
            _ = try await link.call(LockerMethods.closeBlob, .with { $0.handle = 1 })
        }
    }

    @Test func `what a daemon had open that was started anew is read on`() async throws {
        try await expectReadingOn { running, _ in
            running.stop()
            try running.start()
        }
    }

    @Test func `what is purged after it was let go is not there`() async throws {
        try await withLink(connections: 1) { running, link in
            try running.put(["a": LostContentTests.bytes])
            let content = try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            content.close()
            let purge = Locker_V1_PurgeRequest.with {
                $0.library = "main"
                $0.paths = [Data("a".utf8)]
            }
            _ = try await link.call(LockerMethods.purge, purge)
            let error = await lockerError { try await ContentTests.read(content, 0..<100) }
            #expect(error?.code == .notFound)
        }
    }

    @Test func `more than may be open is read all the same`() async throws {
        try await withLink { running, link in
            try running.put(["a": LostContentTests.bytes, "b": [1, 2, 3]])
            var contents: [DaemonContent] = []
            for _ in 0..<260 {
                contents.append(
                    try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("b")))
            }
            let last = try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            #expect(last.size == 3 << 20 && last.facts?.mode == 0o640 && last.facts?.revision == 1)
            let read = try await ContentTests.read(last, 0..<(3 << 20))
            #expect(read == LostContentTests.bytes && contents.count == 260)
        }
    }

    @Test func `a reader that is cancelled ends`() async throws {
        try await withLink { running, link in
            try running.put(["a": LostContentTests.bytes])
            let content = try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            let task = Task {
                await lockerError {
                    while true { _ = try await ContentTests.read(content, 0..<(3 << 20)) }
                }
            }
            task.cancel()
            let error = await task.value
            #expect(error?.code == .cancelled)
            let read = try await ContentTests.read(content, 0..<10)
            #expect(read == Array(LostContentTests.bytes[..<10]))
        }
    }

    /// Reads a piece of a content, does what loses it, and reads the others.
    private func expectReadingOn(
        _ lose: (RunningDaemon, LinkedDaemon) async throws -> Void
    ) async throws {
        try await withLink(connections: 1) { running, link in
            try running.put(["a": LostContentTests.bytes])
            let content = try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            var pieces = content.read().makeAsyncIterator()
            var read: [UInt8] = []
            if let first = try await pieces.next() { read.append(contentsOf: first.readableBytesView) }
            #expect(!read.isEmpty && read.count < 3 << 20)
            try await lose(running, link)
            while let piece = try await pieces.next() { read.append(contentsOf: piece.readableBytesView) }
            #expect(read == LostContentTests.bytes)
        }
    }
}
