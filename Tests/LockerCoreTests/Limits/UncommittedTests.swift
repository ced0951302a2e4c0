import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata
import Recipes
import Testing

@Suite struct UncommittedTests {
    @Test(arguments: ["mp3", "ogg", "opaque"])
    func aFileHasTheSameBlobByEveryWay(kind: String) throws {
        let bytes =
            switch kind {
            case "mp3": Tags.id3v2(5000) + Samples.mp3(3000) + Tags.id3v1
            case "ogg": OggFixture.vorbis(comment: 5000, packets: 900).bytes
            default: random(900_000, seed: 1)
            }
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let content = try test.ingest(bytes, "descriptor", in: session)
            let upload = try test.locker.uploads.begin(at: try EntryPath("pieces"), modified: 0, in: session)
            for start in stride(from: 0, to: bytes.count, by: 300_000) {
                let piece = Array(bytes[start..<min(start + 300_000, bytes.count)])
                _ = try piece.withUnsafeBytes {
                    try test.locker.uploads.write($0, at: UInt64(start), to: upload, in: session)
                }
            }
            #expect(try test.locker.uploads.finish(upload, size: UInt64(bytes.count), in: session) == content)
            let cut = try test.cut(bytes)
            #expect(cut.recipe.blob == content.blob && cut.recipe.track == content.track)
            #expect(cut.format == content.format)
            _ = try test.locker.sessions.commit(session)
            #expect(try test.restored("pieces", of: alice) == bytes)
            // Any range of it, too.
            for (offset, length) in [(0, 1), (4990, 40), (bytes.count / 2, 100_000), (bytes.count - 3, 10)] {
                let read = try test.locker.reader.read(
                    try EntryPath("pieces"), from: "main", revision: nil, of: alice, offset: UInt64(offset),
                    length: length)
                #expect(read.bytes == Array(bytes[offset..<min(offset + length, bytes.count)]), "\(offset)")
            }
        }
    }

    @Test func anAccountHasSoMuchUncommittedAtATime() throws {
        try TestLocker.with(Configuration(uncommittedLimit: 100_000)) { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            let (first, second) = (try test.session(alice), try test.session(alice, connection: 2))
            try test.ingest(zeros(60_000), "a", in: first)
            #expect { try test.ingest(zeros(60_000), "b", in: second) } throws: { has(.tooMany)($0) }
            try test.ingest(zeros(60_000), "b", in: try test.session(bob))
            _ = try test.locker.sessions.commit(first)
            try test.ingest(zeros(60_000), "b", in: second)
            #expect { try test.ingest(zeros(60_000), "c", in: first) } throws: { has(.tooMany)($0) }
            // What a session took in is forgotten with it.
            test.locker.sessions.close(second)
        }
    }

    @Test func aLargeFileAloneMayHaveMore() throws {
        try TestLocker.with(Configuration(uncommittedLimit: 100_000)) { test in
            let session = try test.session(try test.caller("alice"))
            try test.ingest(zeros(500_000), "large", in: session)
            #expect { try test.ingest(zeros(1), "b", in: session) } throws: { has(.tooMany)($0) }
            _ = try test.locker.sessions.commit(session)
            try test.ingest(zeros(1), "b", in: session)
        }
    }

    @Test func chunksCountAgainstTheQuotaBeforeAFileIsMadeOfThem() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("tiny", quota: 100_000))
            let bytes = random(300_000, seed: 2)
            let cut = try test.cut(bytes)
            #expect { try test.send(Array(cut.recipe.chunks.indices), of: cut, bytes, in: session) } throws: {
                has(.overQuota)($0)
            }
            #expect { try test.assemble(cut, "x", in: session) } throws: { has(.overQuota)($0) }
        }
    }

    @Test func whatIsNoChunkIsRefused() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("alice"))
            for count in [0, 262_145] {
                #expect {
                    try test.locker.ingest.put([Data(count: count)], in: session)
                } throws: { has(.invalidArgument)($0) }
            }
        }
    }

    @Test func aSessionOnTheCatalogIsNoneOnALibrary() throws {
        try TestLocker.with { test in
            let label = try test.caller("label")
            let catalog = try test.locker.sessions.openOnCatalog(label, connection: 1)
            #expect { try test.locker.sessions.commit(catalog) } throws: { has(.invalidArgument)($0) }
            #expect { try test.locker.stager.stage([], removals: [], in: catalog) } throws: {
                has(.invalidArgument)($0)
            }
            let library = try test.session(label)
            #expect { try test.locker.catalog.add([], from: library) } throws: { has(.invalidArgument)($0) }
        }
    }
}
