import DaemonLink
import Foundation
import GatewayTestSupport
import LockerAPI
import LockerBase
import NIOCore
import Testing

/// Files that go into a session piece by piece.
@Suite struct UploadTests {
    @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 5_000_003])
    func `a file comes back bit for bit`(count: Int) async throws {
        let bytes = random(count, seed: 43)
        try await withLink { running, link in
            try running.addAccount("alice")
            let commit = try await DaemonSession.with(link, for: "alice", library: "music") {
                (session) async throws(LockerError) in
                #expect(session.base == 0)
                let upload = try await session.upload(to: try EntryPath("a/b"), modified: 5, mode: 0o600)
                for start in stride(from: 0, to: count, by: 300_001) {
                    try await upload.write(ByteBuffer(bytes: bytes[start..<min(start + 300_001, count)]))
                }
                #expect(upload.size == UInt64(count))
                let staged = try await upload.finish()
                #expect(staged.size == UInt64(count))
                let origin = Locker_V1_Origin.with { $0.client = "test" }
                return try await session.commit(RevisionDescription(origin: origin, note: "words"))
            }
            #expect(commit.revision == 1 && commit.added == 1)
            let content = try await DaemonContent.open(
                link, for: "alice", library: "music", path: EntryPath("a/b"))
            let read = try await ContentTests.read(content, 0..<UInt64(count))
            #expect(read == bytes && content.facts?.modified == 5 && content.facts?.mode == 0o600)
            let log = try await link.call(LockerMethods.log, .with { $0.library = "music" }, for: "alice")
            #expect(log.revisions.first?.note == "words" && log.revisions.first?.origin.client == "test")
        }
    }

    @Test func `one large buffer is sent in pieces`() async throws {
        let bytes = random(3_500_000, seed: 44)
        try await withLink { _, link in
            try await UploadTests.put(bytes, at: "a", link)
            let content = try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            let read = try await ContentTests.read(content, 0..<3_500_000)
            #expect(read == bytes)
        }
    }

    @Test func `an upload that is given up leaves nothing`() async throws {
        try await withLink { running, link in
            // More than an account may have under way at a time: each makes room for the next.
            for _ in 0..<20 {
                let session = try await DaemonSession.open(link, for: nil, library: "main")
                let upload = try await session.upload(to: EntryPath("a"), modified: 5)
                try await upload.write(ByteBuffer(repeating: 1, count: 2 << 20))
                upload.cancel()
                session.close()
            }
            let usage = try await link.call(LockerMethods.usage, Locker_V1_UsageRequest())
            #expect(usage.files == 0)
        }
    }

    @Test func `what fails in a session is told, and the session is closed`() async throws {
        try await withLink { running, link in
            try running.addAccount("alice", quota: 100_000)
            for _ in 0..<20 {
                let error = await lockerError {
                    try await DaemonSession.with(link, for: "alice", library: "main") {
                        (session) async throws(LockerError) in
                        let upload = try await session.upload(to: try EntryPath("a"), modified: 5)
                        try await upload.write(ByteBuffer(bytes: random(200_000, seed: 45)))
                        _ = try await upload.finish()
                        return try await session.commit()
                    }
                }
                #expect(error?.code == .overQuota && error?.details[.quota] == "100000")
            }
        }
    }

    @Test func `a change that others came before is refused`() async throws {
        try await withLink { running, link in
            try running.put(["a": [1], "b": [2]])
            let before = try running.entries()
            let blob = try #require(before.first?.blob)
            try running.put(["a": [3]])
            let session = try await DaemonSession.open(link, for: nil, library: "main")
            let expected = Locker_V1_ExpectedEntry.with {
                ($0.path, $0.kind, $0.blob) = (Data("a".utf8), .file, blob)
            }
            try await session.stage(removals: [EntryPath("b")], expecting: [expected])
            let error = await lockerError { try await session.commit() }
            #expect(error?.code == .conflict && error?.details[.path] == "a" && error?.details[.revision] == "2")
            let late = try await DaemonSession.open(link, for: nil, library: "main")
            try await late.stage(removals: [EntryPath("b")])
            let other = await lockerError { try await late.commit(RevisionDescription(expectedRevision: 1)) }
            #expect(other?.code == .conflict)
            let paths = try running.entries().map { String(decoding: $0.path, as: UTF8.self) }
            #expect(paths == ["a", "b"])
        }
    }

    @Test func `many entries are staged in parts`() async throws {
        try await withLink { running, link in
            let session = try await DaemonSession.open(link, for: nil, library: "main")
            let folders = (0..<1000).map { number in
                Locker_V1_Entry.with { ($0.path, $0.kind) = (Data("folder-\(number)".utf8), .folder) }
            }
            try await session.stage(folders)
            let answer = try await session.commit()
            #expect(answer.added == 1000)
            let there = try running.entries()
            #expect(there.count == 1000)
        }
    }

    @Test func `a session ends with the daemon`() async throws {
        try await withLink { running, link in
            let session = try await DaemonSession.open(link, for: nil, library: "main")
            let upload = try await session.upload(to: EntryPath("a"), modified: 5)
            running.stop()
            try running.start()
            let error = await lockerError { try await upload.write(ByteBuffer(repeating: 1, count: 2 << 20)) }
            #expect(error?.code == .unavailable)
            try await until { await lockerError { try await UploadTests.put([1], at: "a", link) } == nil }
        }
    }

    private static func put(_ bytes: [UInt8], at path: String, _ link: LinkedDaemon) async throws {
        let session = try await DaemonSession.open(link, for: nil, library: "main")
        let upload = try await session.upload(to: EntryPath(path), modified: 5)
        try await upload.write(ByteBuffer(bytes: bytes))
        _ = try await upload.finish()
        _ = try await session.commit()
    }
}
