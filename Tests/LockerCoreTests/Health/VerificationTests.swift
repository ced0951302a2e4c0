import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import POSIXSupport
import Testing

@Suite struct VerificationTests {
    private func verify(_ test: TestLocker, _ options: VerificationOptions = .init()) throws -> VerificationReport {
        let job = try test.locker.verification.start(options)
        while job.outcome == nil { usleep(1000) }
        guard case .verified(let report) = job.outcome else {
            throw LockerError(.internal, "\(String(describing: job.outcome))")
        }
        return report
    }

    /// Alice and bob have `shared`, alice has `own` in her first revision only; one byte of each is changed on the
    /// disk.
    private func withDamage(_ body: (TestLocker, _ shared: [UInt8], _ own: [UInt8]) throws -> Void) throws {
        let (shared, own) = (random(400_000, seed: 1), random(300_000, seed: 2))
        try withTemporaryDirectory { directory in
            let first = try TestLocker.open(directory)
            let alice = try first.caller("alice")
            try first.put(["shared": shared], for: try first.caller("bob"))
            try first.put(["own": own], for: alice)
            try first.put(["shared": shared, "whole": random(200_000, seed: 3)], for: alice)
            _ = try first.locker.editor.remove([try EntryPath("own")], from: "main", of: alice, recursive: false)
            first.locker.close()
            for offset in [50_000, 450_000] { try damage("data-", in: directory) { _ in offset } }
            let test = try TestLocker.open(directory)
            defer { test.locker.close() }
            try body(test, shared, own)
        }
    }

    @Test func aVerificationNamesWhoIsConcerned() throws {
        try withDamage { test, _, _ in
            let quick = VerificationOptions()
            #expect(try verify(test, quick).damaged == 2)
            let places = try test.locker.damage.damages().damages.map { damage in
                damage.holders.map { "\($0.owner?.account ?? ""):\($0.path):\($0.owner?.since ?? 0)" }.sorted()
            }
            #expect(places == [["alice:shared:2", "bob:shared:1"], ["alice:own:1"]])
            #expect(try test.locker.census.statistics().packs.quarantined == 2)
        }
    }

    @Test func everybodyIsToldOfTheirOwnFilesOnly() throws {
        try withDamage { test, _, _ in
            _ = try verify(test)
            let alice = try test.locker.damage.damagedFiles(in: "main", of: try test.caller("alice"))
            #expect(Set(alice.files.map { "\($0.holder.path)" }) == ["own", "shared"] && !alice.more)
            #expect(alice.files.allSatisfy { $0.holder.owner?.account == "alice" })
            let bob = try test.locker.damage.damagedFiles(in: "main", of: try test.caller("bob"))
            #expect(bob.files.map { "\($0.holder.path)" } == ["shared"])
            try test.put(["mine": [1]], for: try test.caller("carol"))
            #expect(try test.locker.damage.damagedFiles(in: "main", of: try test.caller("carol")).files.isEmpty)
        }
    }

    @Test func theDamagedFilesOfOneAnswerFitInIt() throws {
        try withDamage { test, _, _ in
            _ = try verify(test)
            let alice = try test.caller("alice")
            let found = try test.locker.damage.damagedFiles(in: "main", of: alice).files
            let own = try #require(found.first { "\($0.holder.path)" == "own" })
            let long = Array(repeating: String(repeating: "d", count: 255), count: 8).joined(separator: "/")
            let session = try test.session(alice)
            let copies = try (0..<2_500).map { number in
                Entry(path: try EntryPath("\(long)/\(number)"), kind: .file, size: 0, blob: own.blob, modified: 0)
            }
            try test.locker.stager.stage(copies, removals: [], in: session)
            _ = try test.locker.sessions.commit(session)
            let answer = try test.locker.damage.damagedFiles(in: "main", of: alice)
            #expect(answer.more && answer.files.count > 900)
            #expect(answer.files.reduce(0) { $0 + $1.holder.path.bytes.count } < 3 << 20)
        }
    }

    /// What is ingested again heals everybody's files, committed or not.
    @Test func theSameContentHealsWhoeverBringsIt() throws {
        try withDamage { test, shared, own in
            _ = try verify(test)
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            #expect { try test.restored("shared", of: bob) } throws: { has(.dataLoss)($0) }
            let session = try test.session(try test.caller("carol"))
            try test.ingest(shared, "anything", in: session)
            test.locker.sessions.close(session)
            #expect(try test.restored("shared", of: bob) == shared)
            #expect(
                try test.locker.damage.damagedFiles(in: "main", of: alice).files.map { "\($0.holder.path)" } == ["own"])
            #expect(try test.locker.damage.damages().total == 1)
            try test.put(["own again": own], for: alice)
            #expect(try test.restored("own", of: alice, revision: 1) == own)
            #expect(try test.locker.damage.damages().total == 0)
            let again = try verify(test)
            #expect(again.damaged == 0)
        }
    }

    @Test func aSampleGoesOnWhereTheLastStopped() throws {
        try withTemporaryDirectory { directory in
            for seed in 1...6 {
                let test = try TestLocker.open(directory)
                try test.put(["\(seed)": random(200_000, seed: UInt64(seed))], for: try test.caller("alice"))
                test.locker.close()
            }
            let test = try TestLocker.open(directory)
            defer { test.locker.close() }
            var options = VerificationOptions()
            options.sample = 0.4
            let parts = try (0..<3).map { _ in try verify(test, options) }
            let all = try verify(test)
            #expect(parts.allSatisfy { $0.bytes > 0 && $0.bytes < all.bytes })
            #expect(parts.reduce(0) { $0 + $1.bytes } >= all.bytes)
            options = VerificationOptions()
            options.minimumAge = 3600
            #expect(try verify(test, options).bytes == 0)
            options.sample = 0
            #expect { try test.locker.verification.start(options) } throws: { has(.invalidArgument)($0) }
        }
    }

    @Test func theScrubVerifiesByItself() throws {
        var configuration = Configuration()
        configuration.scrubDays = 0.001
        try withTemporaryDirectory { directory in
            let first = try TestLocker.open(directory)
            try first.put(["a": random(200_000, seed: 9)], for: try first.caller("alice"))
            first.locker.close()
            try damage("data-", in: directory) { _ in 50_000 }
            let test = try TestLocker.open(directory, configuration)
            defer {
                test.locker.prepareToClose()
                test.locker.close()
            }
            while try test.locker.census.statistics().packs.quarantined == 0 { usleep(1000) }
            #expect(try test.locker.damage.damages().total == 1)
        }
    }
}
