import ContentChunking
import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata
import Recipes
import Testing

/// The most that a request may cost, by what is in it: the table of docs/security.md, a test for each of its rows. Each
/// drives the call with the worst request that there is room for, as far as that takes seconds, and counts.
@Suite struct CallCostTests {
    /// Statements of one read of the database: its transaction's two, a look whether the schema changed, and what is
    /// asked.
    private static let read = 4

    private func blob(at path: String, of caller: Caller, _ test: TestLocker) throws -> Digest {
        let page = try test.locker.listings.entries(
            in: "main", of: caller, revision: nil, under: try EntryPath(path), after: nil, limit: 1)
        return try #require(page.elements.first?.blob)
    }

    /// Alice has one file of few chunks that are named many times.
    private func withBigRecipe(
        _ body: (TestLocker, Caller, _ chunks: [ChunkReference], _ blob: Digest) throws -> Void
    ) throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let chunks = try test.sendChunks(50, in: session)
            let big = test.recipe(of: (0..<20_000).map { chunks[$0 % chunks.count] })
            try test.commit(["big": big], in: session)
            try body(test, alice, chunks, big.blob)
        }
    }

    // MARK: Stage

    @Test func stageLooksAtEachContentAndEachChunkOnce() throws {
        try withBigRecipe { test, alice, chunks, blob in
            let session = try test.session(alice)
            let copies = try (0..<5_000).map { number in
                Entry(path: try EntryPath("\(number)"), kind: .file, size: 0, blob: blob, modified: 0)
            }
            let cost = test.cost { try test.locker.stager.stage(copies, removals: [], in: session) }
            #expect(cost.error == nil && session.stagedCount == 5_000)
            #expect(cost.work.statements <= CallCostTests.read)
            #expect(cost.work.store.recipeReads <= 1)
            // The recipe's place, to keep it and to read it, and the chunks'.
            #expect(cost.work.store.lookups <= chunks.count + 2)
            #expect(cost.work.store.chunkReads == 0 && cost.work.store.bytesWritten == 0)
        }
    }

    @Test func theRecipesThatStageReadsCountAsTakenIn() throws {
        try TestLocker.with(Configuration(uncommittedLimit: 3_000_000)) { test in
            let alice = try test.caller("alice")
            var entries: [Entry] = []
            for number in 0..<5 {
                let session = try test.session(alice)
                let chunk = try test.sendChunks(1, seed: UInt64(number + 1), in: session)[0]
                let recipe = test.recipe(of: Array(repeating: chunk, count: 20_000))
                try test.commit(["\(number)": recipe], in: session)
                test.locker.sessions.close(session)
                entries.append(
                    Entry(
                        path: try EntryPath("copy \(number)"), kind: .file, size: 0, blob: recipe.blob, modified: 0))
            }
            let session = try test.session(alice)
            // 720 kB each.
            let cost = test.cost { try test.locker.stager.stage(entries, removals: [], in: session) }
            #expect(cost.error?.code == .tooMany && session.stagedCount == 0)
            #expect(cost.work.store.recipeReads <= 5)
            _ = try test.locker.sessions.commit(session)
            try test.locker.stager.stage(Array(entries.prefix(4)), removals: [], in: session)
        }
    }

    @Test func stageOfManyContentsGoesThroughThemOnce() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let chunks = try test.sendChunks(200, in: session)
            var recipes: [String: Recipe] = [:]
            for (number, chunk) in chunks.enumerated() { recipes["\(number)"] = test.recipe(of: [chunk]) }
            try test.commit(recipes, in: session)
            let entries = try recipes.map { path, recipe in
                Entry(path: try EntryPath("copy/\(path)"), kind: .file, size: 0, blob: recipe.blob, modified: 0)
            }
            let cost = test.cost { try test.locker.stager.stage(entries, removals: [], in: session) }
            #expect(cost.error == nil)
            #expect(cost.work.statements < 200 + CallCostTests.read)
            #expect(cost.work.store.recipeReads <= 200 && cost.work.store.lookups <= 200 * 3)
        }
    }

    @Test func stageLooksUpAThousandContentsAtATime() throws {
        try TestLocker.with { test in
            let session = try test.session(try test.caller("alice"))
            var copies: [Entry] = []
            for number in 0..<1_100 {
                let content = try test.ingest(Array("\(number)".utf8), "\(number)", in: session)
                let path = try EntryPath("copy/\(number)")
                copies.append(Entry(path: path, kind: .file, size: 0, blob: content.blob, modified: 0))
            }
            _ = try test.locker.sessions.commit(session)
            let cost = test.cost { try test.locker.stager.stage(copies, removals: [], in: session) }
            #expect(cost.error == nil && session.stagedCount == 1_100)
            #expect(cost.work.statements < 1_100 + 2 * CallCostTests.read)
            let strange = Entry(
                path: try EntryPath("x"), kind: .file, size: 0, blob: SHA256.digest(of: [1]), modified: 0)
            let refused = test.cost { try test.locker.stager.stage(copies + [strange], removals: [], in: session) }
            #expect(refused.error?.code == .permissionDenied && session.stagedCount == 1_100)
        }
    }

    // MARK: Assemble and PutChunks

    /// Recipes of one chunk, at the path of a file that has many.
    @Test func assembleReadsEachOwnedFileOnce() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let chunks = try test.sendChunks(400, in: session)
            try test.commit(["big": test.recipe(of: chunks)], in: session)
            let files = try chunks.flatMap { [test.recipe(of: [$0]), test.recipe(of: [$0])] }.map { recipe in
                try test.file(recipe, at: "big")
            }
            let cost = test.cost { _ = try test.locker.assembler.assemble(files, in: session) }
            #expect(cost.error == nil && session.stagedCount == 1)
            #expect(cost.work.store.recipeReads <= 1)
            // The chunks, the recipe that is read, and those that are stored.
            #expect(cost.work.store.lookups <= chunks.count + 1 + files.count)
            #expect(cost.work.statements <= files.count * 6 * CallCostTests.read)
            #expect(cost.work.store.chunkReads == 0)
        }
    }

    @Test func assembleLooksUpAChunkOnceHoweverOftenItIsNamed() throws {
        try withBigRecipe { test, alice, chunks, _ in
            let session = try test.session(alice)
            let many = test.recipe(of: (0..<30_000).map { chunks[$0 % 10] })
            let files = try (0..<2).map { _ in try test.file(many, at: "big") }
            let cost = test.cost { _ = try test.locker.assembler.assemble(files, in: session) }
            #expect(cost.error == nil && session.stagedCount == 1)
            #expect(cost.work.store.recipeReads <= 1 && cost.work.store.lookups <= 10 + 1 + files.count)
        }
    }

    @Test func whatIsGoneThroughForOneCallIsBounded() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let chunks = try test.sendChunks(31, in: session)
            // Files of 80,000 chunks each, of which 26 are as many as are gone through.
            for (number, chunk) in chunks.enumerated() {
                let recipe = test.recipe(of: Array(repeating: chunk, count: 80_000))
                try test.commit(["\(number)": recipe], in: session)
                _ = try test.sendChunks(31, in: session)
            }
            _ = try test.locker.sessions.commit(session)
            let other = try test.session(alice)
            let files = try chunks.enumerated().map { number, chunk in
                try test.file(test.recipe(of: [chunk]), at: "\(number)")
            }
            let cost = test.cost { _ = try test.locker.assembler.assemble(files, in: other) }
            #expect(cost.error == nil)
            #expect(cost.work.store.recipeReads == 27 && other.stagedCount == 27)
        }
    }

    @Test func putChunksAsksTheQuotaOnce() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice", quota: 1 << 30)
            let session = try test.session(alice)
            var costs: [WorkDone] = []
            for count in [1, 2_000] {
                let chunks = (0..<count).map { number in Data("\(count) \(number)".utf8) }
                costs.append(test.cost { try test.locker.ingest.put(chunks, in: session) }.work)
            }
            #expect(costs[0].statements == costs[1].statements)
            #expect(costs[1].store.lookups <= 2_000 && costs[1].store.recipeReads == 0)
            #expect(costs[1].store.bytesWritten <= 2_000 * 128)
        }
    }

    // MARK: Match, DescribeTracks and Prove

    @Test func namesOfTracksAreLookedUpInTheDatabaseAlone() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let tracks = (0..<RequestLimits.tracks).map { SHA256.digest(of: Array("\($0)".utf8)) }
            let cost = test.cost { _ = try test.locker.catalog.songs(of: tracks, heldBy: alice) }
            #expect(cost.error == nil)
            #expect(cost.work.statements < 2 * tracks.count + CallCostTests.read)
            #expect(cost.work.store.lookups == 0 && cost.work.store.bytesRead == 0)
            let more = test.cost { _ = try test.locker.catalog.songs(of: tracks + tracks, heldBy: alice) }
            #expect(more.error?.code == .invalidArgument && more.work.statements == 0)
        }
    }

    @Test func matchLooksIntoTheDatabaseAlone() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let tracks = (0..<RequestLimits.tracks).map { SHA256.digest(of: Array("\($0)".utf8)) }
            let cost = test.cost { _ = try test.locker.matcher.match(tracks, of: alice, on: 1, challenging: true) }
            #expect(cost.error == nil)
            #expect(cost.work.statements < 2 * tracks.count + CallCostTests.read)
            #expect(cost.work.store.lookups == 0 && cost.work.store.bytesRead == 0)
            let more = test.cost {
                _ = try test.locker.matcher.match(tracks + tracks, of: alice, on: 1, challenging: true)
            }
            #expect(more.error?.code == .invalidArgument && more.work.statements == 0)
        }
    }

    @Test func aProofReadsItsRangesAndAWrongNonceNothing() throws {
        try TestLocker.with { test in
            let song = Samples.mp3(40_000)
            try test.addToCatalog(["song.mp3": song])
            let alice = try test.caller("alice")
            let cut = try test.cut(song)
            let challenge = try #require(try test.match([cut], of: alice)[0].challenge)
            let good = try test.proof(challenge, of: cut, song, by: "alice")
            let proofs = Array(repeating: good, count: RequestLimits.proofs)
            let cost = test.cost { _ = try test.locker.matcher.prove(proofs, of: alice, on: 1) }
            #expect(cost.error == nil)
            // The first takes the nonce. 64 ranges lie in two chunks each at most.
            #expect(cost.work.store.chunkReads <= 128 && cost.work.store.recipeReads <= 1)
            #expect(cost.work.store.lookups <= 129)
            let again = test.cost { _ = try test.locker.matcher.prove(proofs, of: alice, on: 1) }
            #expect(again.work.statements == 0 && again.work.store.lookups == 0)
        }
    }

    // MARK: Read and Restore

    @Test func aReadTouchesTheChunksOfItsRange() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let chunks = try test.sendChunks(300, in: session)
            try test.commit(["big": test.recipe(of: chunks)], in: session)
            for (offset, length) in [(0, 1), (100_000, RequestLimits.pieceBytes), (299 * FastCDC.minimum, 100)] {
                let cost = test.cost {
                    _ = try test.locker.reader.read(
                        EntryPath("big"), from: "main", revision: nil, of: alice, offset: UInt64(offset),
                        length: length)
                }
                let most = length / FastCDC.minimum + 2
                #expect(cost.error == nil)
                #expect(cost.work.store.recipeReads <= 1 && cost.work.store.chunkReads <= most)
                #expect(cost.work.store.lookups <= most + 1)
                #expect(cost.work.statements <= 3 * CallCostTests.read)
            }
            let whole = test.cost { _ = try test.restored("big", of: alice) }
            #expect(whole.work.store.chunkReads == 300 && whole.work.store.lookups <= 301)
        }
    }

    @Test func openingContentAsksTheDatabaseAlone() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1]], for: alice)
            let path = try EntryPath("a")
            let cost = test.cost {
                _ = try test.locker.blobs.open(path, from: "main", revision: nil, of: alice, connection: 1)
            }
            #expect(cost.error == nil && cost.work.statements <= 6 * CallCostTests.read)
            #expect(cost.work.store.lookups == 0 && cost.work.store.bytesRead == 0)
        }
    }

    // MARK: Watch

    @Test func aWatchAsksAboutThoseAccountsAloneThatChanged() throws {
        try TestLocker.with { test in
            let accounts = 100
            var order = WatchOrder()
            for number in 0..<accounts {
                _ = try test.caller("account-\(number)")
                order.add(library: "main", at: 0, of: "account-\(number)")
            }
            let wakes = WakeCount()
            let caller = WatchingCaller(userID: 0, for: nil, by: test.locker.authority)
            var begun: Watch?
            let beginning = test.cost { begun = try test.locker.watches.begin(order, by: caller, wakes.wake) }
            let watch = try #require(begun)
            var news: WatchNews?
            let first = test.cost { news = try watch.news() }
            #expect(news?.isEmpty == true)
            #expect(beginning.work.statements + first.work.statements <= 3 * accounts * CallCostTests.read)
            let again = test.cost { news = try watch.news() }
            #expect(news?.isEmpty == true && again.work.statements == 0)
            try test.put(["a": [1]], for: try test.caller("account-7"))
            #expect(wakes.wait(for: 1))
            // What was told and not heard is told again.
            for _ in 0..<2 {
                let woken = test.cost { news = try watch.news() }
                #expect(news?.libraries.map(\.account) == ["account-7"])
                #expect(woken.work.statements <= 3 * CallCostTests.read)
            }
            try test.rebuild()
            #expect(wakes.wait(for: 2))
            let anything = test.cost { news = try watch.news() }
            #expect(news?.libraries.count == 1 && anything.work.statements >= 2 * accounts)
        }
    }

    // MARK: Sessions and uploads

    @Test func sessionsAndUploadsCostTheSameWhateverTheStoreHolds() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice", quota: 1 << 30)
            for count in [1, 500] {
                try test.put(
                    Dictionary(uniqueKeysWithValues: (0..<count).map { ("\($0)", [1]) }), for: alice)
                var session: Session?
                let opened = test.cost { session = try test.session(alice) }
                let open = try #require(session)
                var upload: UInt64 = 0
                let begun = test.cost {
                    upload = try test.locker.uploads.begin(at: EntryPath("x"), modified: 0, in: open)
                }
                let written = test.cost {
                    _ = try [UInt8](repeating: 1, count: 1 << 20).withUnsafeBytes {
                        try test.locker.uploads.write($0, at: 0, to: upload, in: open)
                    }
                }
                let finished = test.cost { _ = try test.locker.uploads.finish(upload, size: 1 << 20, in: open) }
                #expect(finished.error == nil)
                for cost in [opened, begun, written] {
                    #expect(cost.error == nil && cost.work.statements <= 4 * CallCostTests.read)
                    #expect(cost.work.store.lookups == 0)
                }
                // A chunk has 16 KiB at least; the recipe is one more.
                #expect(finished.work.store.lookups <= (1 << 20) / FastCDC.minimum + 2)
                #expect(finished.work.statements == 0 && finished.work.store.bytesRead == 0)
                let closed = test.cost { test.locker.sessions.close(open) }
                #expect(closed.work.statements == 0 && closed.work.store.lookups == 0)
            }
        }
    }
}
