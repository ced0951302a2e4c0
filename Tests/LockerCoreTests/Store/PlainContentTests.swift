import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import PackEngine
import Testing

/// Files that are one chunk each: their entries name it, and no recipe of them is stored.
@Suite struct PlainContentTests {
    private let a = random(1000, seed: 1)
    private let b = random(2000, seed: 2)

    private func recipes(_ test: TestLocker) throws -> Int {
        try test.locker.census.statistics().packs.kinds[.recipe].records
    }

    private func verify(_ test: TestLocker) throws -> VerificationReport {
        guard case .verified(let report) = try test.ended(try test.locker.verification.start(.init())) else {
            throw LockerError(.internal, "not a verification")
        }
        return report
    }

    /// Revision 1 has `a`, and 2 has `b` in its place and `a` at `c`.
    private func fill(_ test: TestLocker) throws -> Caller {
        let alice = try test.caller("alice")
        try test.put(["x": a], for: alice)
        try test.put(["x": b, "c": a], for: alice)
        return alice
    }

    private func check(_ test: TestLocker) throws {
        let alice = try test.caller("alice")
        #expect(try test.restored("x", of: alice, revision: 1) == a)
        #expect(try test.restored("x", of: alice) == b && test.restored("c", of: alice) == a)
        #expect(try verify(test).damaged == 0)
    }

    @Test func theyComeBackAfterAllThatCanBeDone() throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            try TestLocker.opened(directory) { test in
                let alice = try fill(test)
                try test.put(["x": random(400_000, seed: 3)], for: try test.caller("bob"))
                #expect(try recipes(test) == 1)
                try test.locker.accounts.remove(named: "bob")
                #expect(try test.compact().reclaimedBytes > 300_000)
                try check(test)
                _ = try test.locker.editor.move(
                    try EntryPath("c"), to: try EntryPath("d"), in: "main", of: alice)
                #expect(try test.restored("d", of: alice) == a)
                _ = try test.locker.editor.move(
                    try EntryPath("d"), to: try EntryPath("c"), in: "main", of: alice)
                try FileManager.default.createDirectory(
                    atPath: directory + "/copy", withIntermediateDirectories: false)
                let copy = try test.locker.backup.start(to: directory + "/copy/store", isChecked: true)
                guard case .backedUp(let report) = try test.ended(copy) else { return #expect(Bool(false)) }
                #expect(report.checkedFiles == 2 && report.checkedBytes == 3000)
                let before = try MetadataSnapshot(database)
                try test.rebuild()
                try #expect(MetadataSnapshot(database) == before)
                try check(test)
            }
            let before = try MetadataSnapshot(database)
            try FileManager.default.removeItem(atPath: directory + "/store/index")
            try FileManager.default.removeItem(atPath: database)
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(database) == before)
            for place in [directory, directory + "/copy"] { try TestLocker.opened(place) { try check($0) } }
        }
    }

    @Test func recipesAndNamesThatClientsSendAreTakenLikewise() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            let chunk = try test.sendChunks(1, in: session)
            try test.commit(["x": test.recipe(of: chunk)], in: session)
            let blob = test.recipe(of: chunk).blob
            let named = Entry(path: try EntryPath("y"), kind: .file, size: 5, blob: blob, modified: 1)
            try test.locker.stager.stage([named], removals: [], in: session)
            _ = try test.locker.sessions.commit(session)
            #expect(try recipes(test) == 0)
            try test.compact()
            #expect(try test.restored("x", of: alice) == test.restored("y", of: alice))
            // What the account owns may be taken for other files.
            let other = try test.session(alice, connection: 2)
            try test.commit(["z": test.recipe(of: chunk)], in: other)
            #expect(try test.restored("z", of: alice).count == chunk[0].length)
        }
    }

    @Test func whatAnOlderProgramWroteStaysAndMeetsTheSameAgain() throws {
        try withTemporaryDirectory { directory in
            let format = { try String(contentsOfFile: directory + "/store/store", encoding: .utf8) }
            try TestLocker.opened(directory, TestLocker.older) { test in
                _ = try fill(test)
                #expect(try recipes(test) == 2 && format().hasPrefix("locker-store 1\n"))
            }
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                let same = try test.put(["x": b], for: alice)
                #expect(same.revision == 2 && same.changed == 0)
                try test.put(["e": a], for: alice)
                #expect(try recipes(test) == 2 && format().hasPrefix("locker-store 2\n"))
                try check(test)
                #expect(try test.restored("e", of: alice) == a)
                // Of `a` the entry that names its chunk is left.
                _ = try test.locker.editor.remove([try EntryPath("c")], from: "main", of: alice, recursive: false)
                _ = try test.locker.expiry.expire(try Retention(keepLast: 1, keepWithin: nil))
                try test.compact()
                #expect(try recipes(test) == 1 && test.restored("e", of: alice) == a)
                #expect(try test.restored("x", of: alice) == b && verify(test).damaged == 0)
            }
            let before = try MetadataSnapshot(TestLocker.database(in: directory))
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(TestLocker.database(in: directory)) == before)
        }
    }

    @Test func aDamagedChunkIsNamedAndHeals() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory, TestLocker.older) { test in
                try test.put(["old": a], for: try test.caller("bob"))
            }
            try TestLocker.opened(directory) { test in
                let alice = try fill(test)
                #expect(try test.restored("c", of: alice) == a)
            }
            try damage("data-", in: directory) { _ in 64 + 64 + 100 }
            try TestLocker.opened(directory) { test in
                let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
                #expect { try test.restored("c", of: alice) } throws: { has(.dataLoss)($0) }
                #expect(try verify(test).damaged <= 1 && test.locker.damage.damages().total == 1)
                let holders = try test.locker.damage.damages().damages.flatMap(\.holders).map { "\($0.path)" }
                #expect(holders.sorted() == ["c", "old", "x"])
                let files = try test.locker.damage.damagedFiles(in: "main", of: alice).files
                #expect(files.map { "\($0.holder.path)" }.sorted() == ["c", "x"])
                #expect(try test.locker.damage.damagedFiles(in: "main", of: bob).files.count == 1)
                let session = try test.session(try test.caller("carol"))
                try test.ingest(a, "anything", in: session)
                test.locker.sessions.close(session)
                try check(test)
                #expect(try test.restored("old", of: bob) == a && test.locker.damage.damages().total == 0)
            }
        }
    }

    /// A pack that is gone takes chunks with it: what entries name is missed.
    @Test func aLostChunkIsNamedAndHeals() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { _ = try fill($0) }
            let packs = directory + "/store/packs"
            for name in try FileManager.default.contentsOfDirectory(atPath: packs) where name.hasPrefix("data-") {
                try FileManager.default.removeItem(atPath: packs + "/" + name)
            }
            try FileManager.default.removeItem(atPath: directory + "/store/index")
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                #expect(try verify(test).damaged == 2)
                #expect(try test.locker.damage.damagedFiles(in: "main", of: alice).files.count == 3)
                try test.put(["again": a, "and again": b], for: alice)
                try check(test)
                #expect(try test.locker.damage.damages().total == 0)
            }
        }
    }

    /// Of an acknowledged revision the packs tell as long as any of its chunks is there, or known to be damaged.
    @Test(arguments: [false, true]) func aRebuildTellsOfFilesWhoseChunksAreLost(isKnown: Bool) throws {
        try withTemporaryDirectory { directory in
            let database = TestLocker.database(in: directory)
            try TestLocker.opened(directory) { try $0.put(["x": a], for: try $0.caller("alice")) }
            try TestLocker.opened(directory) { test in
                try test.put(["x": isKnown ? a : b, "c": a], for: try test.caller("alice"))
            }
            let packs = directory + "/store/packs"
            let names = try FileManager.default.contentsOfDirectory(atPath: packs).filter { $0.hasPrefix("data-") }
            try FileManager.default.removeItem(atPath: packs + "/" + (try #require(names.min())))
            if isKnown { try TestLocker.opened(directory) { _ = try verify($0) } }
            let before = try MetadataSnapshot(database)
            #expect(try TestLocker.rebuild(in: directory).leftOut == 0)
            try #expect(MetadataSnapshot(database) == before)
        }
    }

    /// An older entry needs the recipe that is in a record, and its content comes again without one.
    @Test func aDamagedRecipeOfAnOlderEntryHealsToo() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory, TestLocker.older) { try $0.put(["x": a], for: try $0.caller("alice")) }
            try damage("meta-", in: directory, at: firstRecipe)
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                #expect { try test.restored("x", of: alice) } throws: { has(.dataLoss)($0) }
                try test.put(["y": a], for: alice)
                #expect(try test.restored("x", of: alice) == a && test.restored("y", of: alice) == a)
                #expect(try test.locker.damage.damages().total == 0 && verify(test).damaged == 0)
            }
        }
    }

    /// The packs of a class, without their bytes: a folder of what was taken out of the store.
    private func take(_ prefix: String, out directory: String) throws {
        let packs = directory + "/store/packs"
        for name in try FileManager.default.contentsOfDirectory(atPath: packs) where name.hasPrefix(prefix) {
            try FileManager.default.removeItem(atPath: packs + "/" + name)
        }
        try FileManager.default.removeItem(atPath: directory + "/store/index")
    }

    /// What was acknowledged is told again, whatever of its content is lost.
    @Test func aRebuildTellsARevisionWhoseChunksAreLost() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { _ = try fill($0) }
            let before = try MetadataSnapshot(TestLocker.database(in: directory))
            try take("data-", out: directory)
            try TestLocker.rebuild(in: directory)
            try #expect(MetadataSnapshot(TestLocker.database(in: directory)) == before)
        }
    }

    /// No index knows of the recipes that are lost, and the entries tell the same.
    @Test func contentWhoseRecipeIsLostIsWholeWhenItIsSentAgain() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory, TestLocker.older) { test in
                _ = try fill(test)
                try test.put(["elsewhere": a], for: try test.caller("bob"))
            }
            try take("meta-", out: directory)
            try TestLocker.opened(directory) { test in
                let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
                try test.put(["x": b, "c": a], for: alice)
                #expect(try test.restored("x", of: alice) == b && test.restored("c", of: alice) == a)
                // Another's entry of the same content needs the same recipe.
                #expect(try test.restored("elsewhere", of: bob) == a)
            }
        }
    }
}
