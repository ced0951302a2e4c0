import Foundation
import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata
import POSIXSupport
import Testing

/// A call whose caller has gone or has cancelled it, or whose deadline has passed, is given up at its next step and leaves
/// nothing behind.
@Suite struct CancelledCallTests {
    /// Why a call is not wanted any more, and the error that it ends with.
    static let ends: [@Sendable () -> (Cancellation, LockerError.Code)] = [
        {
            let cancellation = Cancellation()
            cancellation.cancel()
            return (cancellation, .unavailable)
        },
        {
            let cancellation = Cancellation()
            cancellation.cancel(.cancelled)
            return (cancellation, .cancelled)
        },
        {
            let connection = Cancellation()
            connection.cancel()
            return (Cancellation(of: connection), .unavailable)
        },
        { (Cancellation(deadline: .now - .seconds(1)), .timedOut) },
    ]

    @Test(arguments: 0..<4) func itLooksNothingUpAndStagesNothing(_ number: Int) throws {
        let (ended, code) = CancelledCallTests.ends[number]()
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let bytes = random(400_000, seed: 1)
            try test.put(["a": bytes, "b": [1]], for: alice)
            let song = Samples.mp3(2000)
            try test.addToCatalog(["song.mp3": song])
            let cut = try test.cut(song)
            let challenge = try #require(try test.match([cut], of: alice)[0].challenge)
            let proof = try test.proof(challenge, of: cut, song, by: "alice")
            let session = try test.session(alice)
            let blob = try test.cut(bytes).recipe.blob
            let entry = Entry(path: try EntryPath("copy"), kind: .file, size: 0, blob: blob, modified: 0)
            let upload = try test.locker.uploads.begin(at: try EntryPath("x"), modified: 0, in: session)
            var calls = try intake(test, entry, bytes, in: session, ended)
            calls += try others(test, proof, of: alice, ended)
            calls += edits(test, of: alice, ended)
            calls += try gateways(test, of: alice, blob, ended)
            calls.append(("Commit", { _ = try test.locker.sessions.commit(session, cancellation: ended) }))
            let before = try test.paths(of: alice)
            for (name, call) in calls {
                let cost = test.cost(call)
                #expect(cost.error?.code == code, "\(name): \(String(describing: cost.error))")
                #expect(cost.work.store.bytesWritten == 0, "\(name)")
                // A read has its first piece at hand when it asks.
                #expect(cost.work.store.lookups == 0 || ["Restore", "Read", "ReadBlob"].contains(name), "\(name)")
            }
            #expect(session.stagedCount == 0)
            #expect(try test.paths(of: alice) == before)
            #expect(try contents(of: test.directory + "/out").isEmpty)
            // The session goes on, and what was staged before is there still.
            try test.locker.stager.stage([entry], removals: [], in: session)
            #expect { try test.locker.sessions.commit(session, cancellation: ended) } throws: { has(code)($0) }
            #expect(session.stagedCount == 1)
            #expect(try test.locker.matcher.prove([proof], of: alice, on: 1) == [true])
            _ = try [UInt8](repeating: 1, count: 10).withUnsafeBytes {
                try test.locker.uploads.write($0, at: 0, to: upload, in: session)
            }
            #expect {
                try test.locker.uploads.finish(upload, size: 10, in: session, cancellation: ended)
            } throws: { has(code)($0) }
            #expect(try test.locker.sessions.commit(session).added == 1)
        }
    }

    private typealias Call = (String, () throws -> Void)

    /// Calls that bring content to a session.
    private func intake(
        _ test: TestLocker, _ entry: Entry, _ bytes: [UInt8], in session: Session, _ ended: Cancellation
    ) throws -> [Call] {
        let source = try makeFile(test.directory + "/cancelled", bytes)
        return [
            ("Stage", { try test.locker.stager.stage([entry], removals: [], in: session, cancellation: ended) }),
            (
                "Assemble",
                {
                    _ = try test.locker.assembler.assemble(
                        [test.file(test.cut(bytes).recipe, at: "x")], in: session, cancellation: ended)
                }
            ),
            ("PutChunks", { try test.locker.ingest.put([Data([1, 2, 3])], in: session, cancellation: ended) }),
            (
                "Ingest",
                {
                    _ = try test.locker.ingest.file(
                        source, at: EntryPath("x"), modified: 0, in: session, cancellation: ended)
                }
            ),
        ]
    }

    /// Calls that look at a library, or show that a song is at hand.
    private func others(
        _ test: TestLocker, _ proof: TrackProof, of alice: Caller, _ ended: Cancellation
    ) throws -> [Call] {
        let target = try Descriptor.open(test.directory + "/out", O_RDWR | O_CREAT)
        return [
            (
                "List",
                {
                    _ = try test.locker.listings.entries(
                        in: "main", of: alice, revision: nil, under: nil, after: nil, limit: 0, cancellation: ended)
                }
            ),
            (
                "Changes",
                {
                    _ = try test.locker.listings.changes(
                        in: "main", of: alice, since: 0, until: nil, after: nil, limit: 0, cancellation: ended)
                }
            ),
            ("Prove", { _ = try test.locker.matcher.prove([proof], of: alice, on: 1, cancellation: ended) }),
            (
                "Restore",
                {
                    _ = try test.locker.reader.restore(
                        EntryPath("a"), from: "main", revision: nil, of: alice, to: target, cancellation: ended)
                }
            ),
            (
                "Read",
                {
                    _ = try test.locker.reader.read(
                        EntryPath("a"), from: "main", revision: nil, of: alice, offset: 0, length: 10,
                        cancellation: ended)
                }
            ),
            (
                "RestoreFiles",
                {
                    _ = try test.locker.reader.files(
                        [EntryPath("a")], from: "main", revision: nil, of: alice, cancellation: ended)
                }
            ),
        ]
    }

    /// Calls that change a library without a session.
    private func edits(_ test: TestLocker, of alice: Caller, _ ended: Cancellation) -> [Call] {
        [
            (
                "Purge",
                {
                    _ = try test.locker.purges.purge(
                        [EntryPath("a")], from: "main", of: alice, recursive: true, isDryRun: false,
                        cancellation: ended)
                }
            ),
            (
                "Remove",
                {
                    _ = try test.locker.editor.remove(
                        [EntryPath("a")], from: "main", of: alice, recursive: true, cancellation: ended)
                }
            ),
            (
                "Move",
                {
                    _ = try test.locker.editor.move(
                        EntryPath("a"), to: EntryPath("z"), in: "main", of: alice, cancellation: ended)
                }
            ),
        ]
    }

    /// Calls that show folders, read content by its name, and go through all there is.
    private func gateways(
        _ test: TestLocker, of alice: Caller, _ blob: Digest, _ ended: Cancellation
    ) throws -> [Call] {
        let keepLast = try Retention(keepLast: 1, keepWithin: nil)
        return [
            (
                "List of one level",
                {
                    _ = try test.locker.listings.children(
                        in: "main", of: alice, revision: nil, under: nil, after: [], limit: 0, cancellation: ended)
                }
            ),
            (
                "CountFolder",
                {
                    _ = try test.locker.listings.totals(
                        of: nil, in: "main", of: alice, revision: nil, cancellation: ended)
                }
            ),
            (
                "ReadBlob",
                {
                    _ = try test.locker.blobs.read(
                        blob: blob, of: alice, offset: 0, length: 10, cancellation: ended)
                }
            ),
            ("Expire", { _ = try test.locker.expiry.expire(keepLast, cancellation: ended) }),
        ]
    }

    @Test func aCallThatIsWantedIsNotGivenUp() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let wanted = Cancellation(of: Cancellation(), deadline: .now + .seconds(3600))
            #expect(wanted.reason == nil)
            let session = try test.session(alice)
            let file = try makeFile(test.directory + "/file", [1, 2, 3])
            _ = try test.locker.ingest.file(file, at: EntryPath("x"), modified: 0, in: session, cancellation: wanted)
            #expect(try test.locker.sessions.commit(session, cancellation: wanted).added == 1)
        }
    }
}
