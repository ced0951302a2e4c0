import DaemonLink
import GatewayTestSupport
import LockerAPI
import LockerBase
import NIOCore
import Testing

/// Content of several MiB, in pieces.
@Suite struct ContentTests {
    private static let bytes = random(7 << 20, seed: 41)

    @Test func `content comes bit for bit, with what is said of it`() async throws {
        try await withLink { running, link in
            try running.addAccount("alice")
            try running.put(["a/song": ContentTests.bytes], for: "alice", library: "music", modified: 77)
            let content = try await DaemonContent.open(
                link, for: "alice", library: "music", path: EntryPath("a/song"))
            #expect(content.size == 7 << 20)
            let facts = try #require(content.facts)
            #expect(facts.revision == 1 && facts.modified == 77 && facts.mode == 0o640)
            #expect(facts.track == nil && facts.attributes.isEmpty)
            let whole = try await ContentTests.read(content, 0..<(7 << 20))
            #expect(whole == ContentTests.bytes)
        }
    }

    /// Of 7,340,032 bytes; the first piece has 65,280.
    static let ranges: [Range<UInt64>] = [
        0..<0, 0..<1, 65_279..<65_282, 1_048_575..<3_145_733, 7_340_031..<7_340_032, 7_340_000..<9_000_000,
        8_000_000..<9_000_000,
    ]

    @Test(arguments: ContentTests.ranges)
    func `of a range come as many bytes as are there`(range: Range<UInt64>) async throws {
        try await withLink { running, link in
            try running.put(["a": ContentTests.bytes])
            let content = try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            let read = try await ContentTests.read(content, range)
            let there = range.clamped(to: 0..<7_340_032)
            #expect(read == Array(ContentTests.bytes[Int(there.lowerBound)..<Int(there.upperBound)]))
        }
    }

    @Test func `pieces are short enough for messages, and come one by one`() async throws {
        try await withLink { running, link in
            try running.put(["a": ContentTests.bytes])
            let content = try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            var (count, total) = (0, 0)
            for try await piece in content.read() {
                #expect(piece.readableBytes <= RequestLimits.pieceBytes)
                total += piece.readableBytes
                count += 1
            }
            #expect(total == 7 << 20 && count >= 7)
        }
    }

    @Test func `content stays while it is read, and older revisions have their own`() async throws {
        try await withLink { running, link in
            try running.put(["a": ContentTests.bytes])
            let content = try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            try running.put(["a": [1, 2, 3]])
            let old = try await ContentTests.read(content, 0..<(7 << 20))
            #expect(old == ContentTests.bytes)
            let newest = try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath("a"))
            let first = try await DaemonContent.open(
                link, for: nil, library: "main", path: EntryPath("a"), revision: 1)
            #expect(newest.size == 3 && newest.facts?.revision == 2 && first.blob == content.blob)
        }
    }

    @Test func `content is read by its name, by who has it alone`() async throws {
        try await withLink { running, link in
            for name in ["alice", "bob"] { try running.addAccount(name) }
            try running.put(["a": ContentTests.bytes], for: "alice")
            let opened = try await DaemonContent.open(link, for: "alice", library: "main", path: EntryPath("a"))
            let named = try await DaemonContent.open(link, for: "alice", blob: opened.blob)
            #expect(named.size == opened.size && named.facts == nil)
            let part = try await ContentTests.read(named, 100..<5_000_000)
            #expect(part == Array(ContentTests.bytes[100..<5_000_000]))
            let others = await lockerError { try await DaemonContent.open(link, for: "bob", blob: opened.blob) }
            let nobodys = await lockerError { try await DaemonContent.open(link, for: "bob", blob: .zero) }
            #expect(others?.code == .notFound && nobodys?.code == .notFound)
        }
    }

    @Test func `what is not there is not opened`() async throws {
        try await withLink { running, link in
            try running.put(["folder/a": [1]])
            for path in ["b", "folder"] {
                let error = await lockerError {
                    try await DaemonContent.open(link, for: nil, library: "main", path: EntryPath(path))
                }
                #expect(error?.code == .notFound || error?.code == .invalidArgument)
            }
        }
    }

    /// The bytes of a range, one piece after the other.
    static func read(_ content: DaemonContent, _ range: Range<UInt64>) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in content.read(range) { bytes.append(contentsOf: piece.readableBytesView) }
        return bytes
    }
}
