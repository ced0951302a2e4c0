import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import Testing

/// Packs that are gone: what nobody needs of them is no damage, what somebody needs is.
@Suite struct LostPackTests {
    @discardableResult
    private func verify(_ test: TestLocker) throws -> VerificationReport {
        guard case .verified(let report) = try test.ended(try test.locker.verification.start(.init())) else {
            throw LockerError(.internal, "not a verification")
        }
        return report
    }

    private func packs(_ prefix: String, in directory: String) throws -> [String] {
        let folder = directory + "/store/packs"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix(prefix) }.sorted()
            .map { "\(folder)/\($0)" }
    }

    /// A store whose first packs hold only what no retained revision needs.
    private func withDeadPacks(_ body: (String, [UInt8]) throws -> Void) throws {
        let kept = random(300_000, seed: 2)
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) {
                try $0.put(["a": random(300_000, seed: 1)], for: try $0.caller("alice"))
            }
            try TestLocker.opened(directory) { try $0.put(["a": kept], for: try $0.caller("alice")) }
            try TestLocker.opened(directory) {
                _ = try $0.locker.expiry.expire(try Retention(keepLast: 1, keepWithin: nil))
            }
            try body(directory, kept)
        }
    }

    private func checkWhole(_ test: TestLocker, _ kept: [UInt8]) throws {
        #expect(try test.locker.damage.damages().damages.isEmpty && test.locker.damage.damages().total == 0)
        #expect(try test.locker.census.statistics().packs.quarantined == 0)
        #expect(try test.restored("a", of: try test.caller("alice")) == kept)
    }

    @Test func aDeadPackThatIsGoneIsNoDamage() throws {
        try withDeadPacks { directory, kept in
            try FileManager.default.removeItem(atPath: try packs("data", in: directory)[0])
            try TestLocker.opened(directory) { test in
                #expect(try verify(test).damaged == 0)
                try checkWhole(test, kept)
                // The same content again is stored anew.
                let again = random(300_000, seed: 1)
                try test.put(["b": again], for: try test.caller("alice"))
                #expect(try test.restored("b", of: try test.caller("alice")) == again)
            }
            try TestLocker.opened(directory) { try checkWhole($0, kept) }
        }
    }

    /// The removals of a compaction outlived what the index knew.
    @Test func anIndexOfBeforeACompactionMakesNoDamage() throws {
        let ways: [(TestLocker) throws -> Void] = [{ try verify($0) }, { try $0.compact() }]
        for clear in ways {
            try withDeadPacks { directory, kept in
                let (index, old) = (directory + "/store/index", directory + "/index")
                try FileManager.default.copyItem(atPath: index, toPath: old)
                try TestLocker.opened(directory) { test in
                    let report = try test.compact()
                    #expect(report.packsDeleted > 0)
                }
                try FileManager.default.removeItem(atPath: index)
                try FileManager.default.moveItem(atPath: old, toPath: index)
                try TestLocker.opened(directory) { test in
                    try clear(test)
                    try checkWhole(test, kept)
                }
            }
        }
    }

    /// A pack that goes while the daemon runs.
    @Test func aDeadPackThatGoesMeanwhileIsNoDamage() throws {
        try withDeadPacks { directory, kept in
            try TestLocker.opened(directory) { test in
                try FileManager.default.removeItem(atPath: try packs("data", in: directory)[0])
                #expect(try verify(test).damaged == 0)
                try checkWhole(test, kept)
                let again = random(300_000, seed: 1)
                try test.put(["b": again], for: try test.caller("alice"))
                #expect(try test.restored("b", of: try test.caller("alice")) == again)
                #expect(try verify(test).damaged == 0)
                try checkWhole(test, kept)
            }
        }
    }

    @Test func whatIsNeededOfAPackThatIsGoneIsNamed() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                try test.put(["dead": random(300_000, seed: 1)], for: alice)
                try test.put(["dead": random(10_000, seed: 3), "needed": random(300_000, seed: 2)], for: alice)
                _ = try test.locker.expiry.expire(try Retention(keepLast: 1, keepWithin: nil))
            }
            try FileManager.default.removeItem(atPath: try packs("data", in: directory)[0])
            try TestLocker.opened(directory) { test in
                try verify(test)
                for _ in 0..<2 {
                    let damages = try test.locker.damage.damages().damages
                    #expect(damages.count > 1)
                    #expect(damages.allSatisfy { !$0.holders.isEmpty })
                    let names = Set(damages.flatMap { $0.holders.map { "\($0.path)" } })
                    #expect(names == ["dead", "needed"])
                    _ = try? test.compact()
                }
                #expect { try test.restored("needed", of: try test.caller("alice")) } throws: { has(.dataLoss)($0) }
            }
        }
    }

    /// What a session found before its pack went is reported: it may be committed.
    @Test func whatASessionCountsOnIsKeptInMind() throws {
        try withDeadPacks { directory, kept in
            try TestLocker.opened(directory) { test in
                // What it counts on is kept until the last reference to it goes, and this one goes with its scope.
                do {
                    let session = try test.session(try test.caller("alice"))
                    try test.ingest(random(300_000, seed: 1), "b", in: session)
                    try FileManager.default.removeItem(atPath: try packs("data", in: directory)[0])
                    try verify(test)
                    #expect(try test.locker.damage.damages().total > 0)
                    test.locker.sessions.close(session)
                }
                try verify(test)
                try checkWhole(test, kept)
            }
        }
    }
}
