import LockerBase
import LockerCore
import MediaTestSupport
import Metadata
import Testing

@Suite struct CarriedFileTests {
    /// Stages files of these contents as one call would.
    private func send(
        _ files: [(path: String, bytes: [UInt8])], in session: Session, _ test: TestLocker
    ) throws -> [Digest] {
        let all = Array(files.map(\.bytes).joined())
        return try all.withUnsafeBytes { raw in
            var start = 0
            let carried = try files.map { file in
                defer { start += file.bytes.count }
                return CarriedFile(
                    path: try EntryPath(file.path), modified: 7, mode: 0o600,
                    content: UnsafeRawBufferPointer(rebasing: raw[start..<start + file.bytes.count]))
            }
            return try test.locker.ingest.files(carried, in: session)
        }
    }

    @Test func `files that come together have the blobs that they have alone, and come back`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let files: [(path: String, bytes: [UInt8])] = [
                ("empty", []), ("a/one", [1]), ("a/two", random(2_000, seed: 1)), ("again", random(2_000, seed: 1)),
                ("long", random(60_000, seed: 2)), ("song", Tags.id3v2(90) + Samples.mp3(40)),
                ("ogg", OggFixture.vorbis(comment: 50, packets: 40).bytes), ("a/one", [2]),
            ]
            let session = try test.session(alice)
            let blobs = try send(files, in: session, test)
            #expect(try test.locker.sessions.commit(session).added == 7)
            for (file, blob) in zip(files, blobs) {
                #expect(try test.ingest(file.bytes, "other", in: session).blob == blob, "\(file.path)")
            }
            for file in files.dropFirst(2) { #expect(try test.restored(file.path, of: alice) == file.bytes) }
            let page = try test.locker.listings.entries(
                in: "main", of: alice, revision: nil, under: nil, after: nil, limit: 0)
            #expect(page.elements.allSatisfy { $0.modified == 7 && $0.mode == 0o600 })
            #expect(page.elements.filter { $0.track != nil }.map(\.path.description) == ["ogg", "song"])
            let kept = [files[0]] + files[2...]
            #expect(page.elements.reduce(0) { $0 + Int($1.size) } == kept.reduce(0) { $0 + $1.bytes.count })
        }
    }

    @Test func `what is too much for the quota, or at once, stages nothing`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice", quota: 100_000)
            let session = try test.session(alice)
            #expect { try send((0..<3).map { ("\($0)", zeros(40_000)) }, in: session, test) } throws: {
                has(.overQuota)($0)
            }
            #expect { try send([("a", zeros((1 << 20) + 1))], in: session, test) } throws: { has(.invalidArgument)($0) }
            #expect { try send((0...4096).map { ("\($0)", []) }, in: session, test) } throws: {
                has(.invalidArgument)($0)
            }
            #expect(session.stagedCount == 0)
            _ = try send((0..<4096).map { ("\($0)", [UInt8($0 & 0xFF)]) }, in: session, test)
            #expect(session.stagedCount == 4096)
        }
    }

    /// The row of docs/security.md.
    @Test func `a call looks at the quota once, and for each chunk and each recipe once`() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("alice", quota: 1 << 30))
            let files = (0..<1000).map { ("\($0)", random(500, seed: UInt64($0))) }
            let new = test.cost { _ = try send(files, in: session, test) }
            #expect(new.error == nil && new.work.store.lookups <= 2_000 && new.work.statements <= 8)
            #expect(new.work.store.recipeReads == 0 && new.work.store.chunkReads == 0)
            let known = test.cost { _ = try send(files, in: session, test) }
            #expect(known.error == nil && known.work.store.lookups <= 2_000 && known.work.store.bytesWritten == 0)
        }
    }

    @Test func `a call of the catalog's session stages songs for it`() throws {
        try TestLocker.with { test in
            let session = try test.locker.sessions.openOnCatalog(try test.caller("alice"), connection: 1)
            _ = try send([("song", Samples.mp3(40))], in: session, test)
            #expect(session.stagedCount == 1)
        }
    }
}
