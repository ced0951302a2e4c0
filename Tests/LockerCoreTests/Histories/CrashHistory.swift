import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import Testing

/// A locker that people use at random and that crashes at random, beside a plain model of what it must give back: for
/// each account the paths and bytes of every revision that was acknowledged and has not expired.
final class CrashHistory {
    private typealias Tree = [String: [UInt8]]

    private let directory: String
    private let seed: UInt64
    private var random: SplitMix64
    private var life = 0
    private var test: TestLocker
    private var revisions: [String: [Int64: Tree]] = [:]
    private let names = ["alice", "bob"]
    /// The files of the store when it last acknowledged something.
    private var durable: StoreSnapshot

    init(seed: UInt64, in directory: String) throws {
        self.directory = directory
        self.seed = seed
        random = SplitMix64(seed: seed)
        try FileManager.default.createDirectory(atPath: directory + "/life0", withIntermediateDirectories: true)
        // Some begin with what an older program wrote.
        test = try TestLocker.open(directory + "/life0", seed % 3 == 0 ? TestLocker.older : Configuration())
        for name in names { _ = try test.caller(name) }
        durable = try StoreSnapshot(directory + "/life0")
    }

    func run() throws {
        for _ in 0..<Int.random(in: 6...12, using: &random) { try step() }
        try crash()
        try check()
        #expect(try verified() == 0, "LOCKER_SEED=\(seed)")
        test.locker.close()
    }

    private func step() throws {
        switch random.next() % 17 {
        case 16: try purge()
        case 0..<6: try sync()
        case 6: try remove()
        case 7..<9: try expire()
        case 9..<11: try compact()
        case 11: #expect(try verified() == 0, "LOCKER_SEED=\(seed)")
        case 12: try restart()
        case 13: try crash()
        case 14: try crashInACommit()
        default: try check()
        }
    }

    private func sync() throws {
        let name = names[Int(random.next() % 2)]
        let session = try test.session(try test.caller(name))
        defer { test.locker.sessions.close(session) }
        let files = try ingest(in: session)
        try took(name, try test.locker.sessions.commit(session)) { $0.merge(files) { $1 } }
    }

    /// Brings a few files into a session. Some of them are in the store already.
    private func ingest(in session: Session) throws -> Tree {
        var files: Tree = [:]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let bytes = LockerCoreTests.random(Int(random.next() % 30_000), seed: random.next() % 20)
            let path = "folder/\(random.next() % 6)"
            try test.ingest(bytes, path, in: session)
            files[path] = bytes
        }
        return files
    }

    private func remove() throws {
        let name = names[Int(random.next() % 2)]
        guard let path = newest(name).keys.sorted().randomElement(using: &random) else { return }
        let caller = try test.caller(name)
        let committed = try test.locker.editor.remove([try EntryPath(path)], from: "main", of: caller, recursive: false)
        try took(name, committed) { $0[path] = nil }
    }

    private func purge() throws {
        let name = names[Int(random.next() % 2)]
        let known = Set((revisions[name] ?? [:]).values.flatMap(\.keys))
        guard let path = known.sorted().randomElement(using: &random) else { return }
        let caller = try test.caller(name)
        let report = try test.locker.purges.purge(
            [try EntryPath(path)], from: "main", of: caller, recursive: false, isDryRun: false)
        var tree = newest(name)
        tree[path] = nil
        revisions[name]?[report.revision] = tree
        revisions[name] = revisions[name]?.mapValues { tree in tree.filter { $0.key != path } }
        durable = try StoreSnapshot(test.directory)
    }

    private func expire() throws {
        let count = Int(random.next() % 3) + 1
        _ = try test.locker.expiry.expire(try Retention(keepLast: Int64(count), keepWithin: nil))
        for name in names {
            let kept = Set((revisions[name] ?? [:]).keys.sorted().suffix(count))
            revisions[name] = revisions[name]?.filter { kept.contains($0.key) }
        }
        durable = try StoreSnapshot(test.directory)
    }

    private func compact() throws {
        #expect(try test.compact().damagedPacks == [], "LOCKER_SEED=\(seed)")
        try check()
        durable = try StoreSnapshot(test.directory)
    }

    private func verified() throws -> Int {
        guard case .verified(let report) = try test.ended(try test.locker.verification.start(.init())) else {
            return -1
        }
        durable = try StoreSnapshot(test.directory)
        return report.damaged
    }

    private func restart() throws {
        test.locker.close()
        test = try TestLocker.open(test.directory)
        durable = try StoreSnapshot(test.directory)
        try check()
    }

    /// A crash while somebody's files are under way.
    private func crash() throws {
        let session = try test.session(try test.caller("alice"))
        _ = try ingest(in: session)
        try go(on: durable.crashed(try StoreSnapshot(test.directory), using: &random))
    }

    /// A crash when a commit is in the packs, as far as it is, and not in the database.
    private func crashInACommit() throws {
        let before = try StoreSnapshot(test.directory)
        let session = try test.session(try test.caller("bob"))
        _ = try ingest(in: session)
        _ = try test.locker.sessions.commit(session)
        let after = try StoreSnapshot(test.directory)
        try go(on: durable.crashed(after, using: &random).with(databaseOf: before))
    }

    private func go(on left: StoreSnapshot) throws {
        let old = test
        life += 1
        let next = directory + "/life\(life)"
        try (random.next() % 3 == 0 ? left.withoutIndex() : left).write(to: next)
        old.locker.close()
        try FileManager.default.removeItem(atPath: old.directory)
        test = try TestLocker.open(next)
        durable = left
        try check()
    }

    private func newest(_ name: String) -> Tree {
        revisions[name]?.max { $0.key < $1.key }?.value ?? [:]
    }

    /// Takes note that a commit was acknowledged.
    private func took(_ name: String, _ committed: Committed, _ change: (inout Tree) -> Void) throws {
        var tree = newest(name)
        change(&tree)
        if committed.revision > 0 { revisions[name, default: [:]][committed.revision] = tree }
        durable = try StoreSnapshot(test.directory)
    }

    /// Every revision is as it was acknowledged.
    private func check() throws {
        for name in names {
            let caller = try test.caller(name)
            for (revision, tree) in revisions[name] ?? [:] {
                let paths = try test.paths(of: caller, revision: revision).filter { $0 != "folder" }
                #expect(paths == tree.keys.sorted(), "LOCKER_SEED=\(seed): \(name), revision \(revision)")
                for (path, bytes) in tree {
                    #expect(
                        try test.restored(path, of: caller, revision: revision) == bytes, "LOCKER_SEED=\(seed): \(path)"
                    )
                }
            }
        }
    }
}
