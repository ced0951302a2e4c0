import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata
import Recipes
import Testing

/// What another account has costs a caller who knows its name exactly what something costs that does not exist: the
/// same look-ups, reads and statements. No clock is asked.
@Suite struct ForeignContentTests {
    /// Alice's song, which the catalog does not have, and a stranger of the same shape.
    private func with(
        _ body: (TestLocker, _ bob: Caller, _ known: FileCut, _ strange: Recipe) throws -> Void
    ) throws {
        try TestLocker.with { test in
            let song = Tags.id3v2(5000) + Samples.mp3(4000)
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            try test.put(["song.mp3": song, "again.mp3": song], for: alice)
            try test.put(["own": random(300_000, seed: 5)], for: bob)
            let known = try test.cut(song)
            try #require(known.recipe.chunks.count > 10)
            try body(test, bob, known, known.recipe.strange(seed: 6))
        }
    }

    /// The cost of `body` with alice's, and with what does not exist; each after a call that warms what is remembered.
    private func expectSame(
        _ test: TestLocker, _ known: Recipe, _ strange: Recipe, of what: String,
        _ body: (Recipe) throws -> Void
    ) {
        for recipe in [known, strange] { _ = test.cost { try body(recipe) } }
        let costs = [known, strange].map { recipe in test.cost { try body(recipe) } }
        #expect(costs[0].work == costs[1].work, "\(what)")
        #expect(costs[0].error?.message == costs[1].error?.message, "\(what)")
        #expect(costs[0].work.store.recipeReads == 0 && costs[0].work.store.chunkReads == 0, "\(what)")
    }

    private func entries(_ count: Int, of blob: Digest) throws -> [Entry] {
        try (0..<count).map { number in
            Entry(path: try EntryPath("\(number)"), kind: .file, size: 1, blob: blob, modified: 0)
        }
    }

    @Test func toStageABlobLooksNothingUpInTheStore() throws {
        try with { test, bob, known, strange in
            let session = try test.session(bob)
            for recipe in [known.recipe, strange] {
                let cost = test.cost {
                    try test.locker.stager.stage(entries(100, of: recipe.blob), removals: [], in: session)
                }
                #expect(cost.error?.code == .permissionDenied)
                #expect(cost.work.store.lookups == 0 && cost.work.store.bytesRead == 0)
                #expect(cost.work.statements > 0)
            }
            expectSame(test, known.recipe, strange, of: "Stage") { recipe in
                try test.locker.stager.stage(entries(100, of: recipe.blob), removals: [], in: session)
            }
            // Nor beside something that is bob's.
            let own = try #require(
                try test.locker.listings.entries(
                    in: "main", of: bob, revision: nil, under: nil, after: nil, limit: 0
                ).elements.first?.blob)
            expectSame(test, known.recipe, strange, of: "Stage beside one's own") { recipe in
                let entries = try entries(1, of: own) + entries(2, of: recipe.blob).dropFirst()
                try test.locker.stager.stage(entries, removals: [], in: session)
            }
            #expect(session.stagedCount == 0)
        }
    }

    @Test func aRecipeIsAssembledOfNothing() throws {
        try with { test, bob, known, strange in
            for path in ["song.mp3", "elsewhere"] {
                expectSame(test, known.recipe, strange, of: "Assemble") { recipe in
                    let session = try test.session(bob)
                    defer { test.locker.sessions.close(session) }
                    guard
                        case .missing(let places) = try test.locker.assembler.assemble(
                            [test.file(recipe, at: path)], in: session)[0]
                    else { throw LockerError(.internal, "staged") }
                    #expect(places == Array(recipe.chunks.indices))
                }
            }
        }
    }

    @Test func aTrackIsMatchedAndProvedAsNone() throws {
        try with { test, bob, known, strange in
            expectSame(test, known.recipe, strange, of: "Match") { recipe in
                let track = try #require(recipe.track)
                let answer = try test.locker.matcher.match([track], of: bob, on: 1, challenging: true)[0]
                #expect(!answer.isOwned && !answer.isInCatalog && answer.challenge == nil)
            }
            for nonce in [[], [UInt8](repeating: 1, count: 32)] as [[UInt8]] {
                expectSame(test, known.recipe, strange, of: "Prove") { recipe in
                    let proof = TrackProof(
                        track: try #require(recipe.track), nonce: nonce, code: [UInt8](repeating: 2, count: 32))
                    #expect(try test.locker.matcher.prove([proof], of: bob, on: 1) == [false])
                }
            }
        }
    }

    @Test func namesOfLibrariesEntriesAndAccountsTellNothing() throws {
        try with { test, bob, _, _ in
            let alice = try test.caller("alice")
            let session = try test.session(alice, library: "private")
            try test.ingest([1, 2, 3], "secret", in: session)
            _ = try test.locker.sessions.commit(session)
            for (call, body) in callsOnALibrary(test, of: bob) {
                let costs = ["private", "nothing"].map { name in
                    _ = test.cost { try body(name) }
                    return test.cost { try body(name) }
                }
                #expect(costs[0].work == costs[1].work, "\(call)")
                #expect(costs[0].error?.code == costs[1].error?.code, "\(call)")
            }
            let nobody: UInt32 = 54_321
            _ = try test.locker.authority.caller(userID: nobody, for: nil)
            let accounts = ["alice", "nobody"].map { name in
                test.cost { _ = try test.locker.authority.caller(userID: nobody, for: name) }
            }
            #expect(accounts[0].work == accounts[1].work)
            #expect(accounts.allSatisfy { $0.error?.code == .permissionDenied })
        }
    }

    /// Every call that takes the name of a library.
    private func callsOnALibrary(_ test: TestLocker, of bob: Caller) -> [(String, (String) throws -> Void)] {
        [
            ("OpenSession", { test.locker.sessions.close(try test.session(bob, library: $0)) }),
            (
                "List",
                { name in
                    _ = try test.locker.listings.entries(
                        in: name, of: bob, revision: nil, under: nil, after: nil, limit: 0)
                }
            ),
            (
                "Changes",
                { name in
                    _ = try test.locker.listings.changes(
                        in: name, of: bob, since: 0, until: nil, after: nil, limit: 0)
                }
            ),
            ("Log", { _ = try test.locker.listings.revisions(of: $0, of: bob, before: nil, limit: 0) }),
            (
                "Read",
                { name in
                    _ = try test.locker.reader.read(
                        EntryPath("secret"), from: name, revision: nil, of: bob, offset: 0, length: 10)
                }
            ),
            (
                "RestoreFiles",
                { name in
                    _ = try test.locker.reader.files([EntryPath("secret")], from: name, revision: nil, of: bob)
                }
            ),
            (
                "Remove",
                { name in
                    _ = try test.locker.editor.remove([EntryPath("secret")], from: name, of: bob, recursive: true)
                }
            ),
            (
                "Move",
                { name in
                    _ = try test.locker.editor.move(EntryPath("secret"), to: EntryPath("x"), in: name, of: bob)
                }
            ),
            ("Damaged", { _ = try test.locker.damage.damagedFiles(in: $0, of: bob) }),
        ]
    }

    @Test func sessionsAndUploadsOfOthersAreNone() throws {
        try with { test, bob, _, _ in
            let alice = try test.caller("alice")
            let session = try test.session(alice, connection: 1)
            let upload = try test.locker.uploads.begin(at: try EntryPath("x"), modified: 0, in: session)
            let own = try test.session(bob, connection: 2)
            for id in [session.id, 1 << 40] {
                let cost = test.cost { _ = try test.locker.sessions.session(id, of: bob, connection: 2) }
                #expect(cost.error?.code == .notFound && cost.work.statements == 0)
            }
            for id in [upload, 1 << 40] {
                let cost = test.cost { _ = try test.locker.uploads.finish(id, size: 0, in: own) }
                #expect(cost.error?.code == .notFound && cost.work.statements == 0)
            }
        }
    }
}
