import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// What a newer program wrote is kept, and named as such; what is beside it is served.
struct UnknownFormatTests {
    private let records = TestRecord.some(6, seed: 300, upTo: 90)
    private let others = TestRecord.some(6, seed: 301, upTo: 90)

    /// What each of these bytes says is not known.
    private static let strangers: [(String, @Sendable (inout ForgedPack) -> Void)] = [
        ("a cipher of the pack", { $0.setEnds(48, to: 1) }), ("a key of the pack", { $0.setEnds(52, to: 9) }),
        ("a kind of record", { $0.setFooter(1, 44, to: 4) }), ("a codec", { $0.setFooter(2, 45, to: 2) }),
        ("a naming", { $0.setFooter(0, 46, to: 0x10) }), ("a cipher of a record", { $0.setFooter(0, 46, to: 1) }),
        (
            "a kind of an unsealed pack",
            {
                $0.setRecord(1, 5, to: 5)
                $0.unseal()
            }
        ),
        (
            "a codec of an unsealed pack",
            {
                $0.setRecord(1, 6, to: 7)
                $0.unseal()
            }
        ),
        (
            "a naming of an unsealed pack",
            {
                $0.setRecord(2, 7, to: 0x20)
                $0.unseal()
            }
        ),
        (
            "a version of a record",
            {
                $0.setRecord(0, 4, to: 3)
                $0.unseal()
            }
        ),
    ]

    @Test(arguments: 0..<UnknownFormatTests.strangers.count) func whatIsUnknownIsKept(number: Int) throws {
        let (what, change) = UnknownFormatTests.strangers[number]
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            try withStore(path) { try $0.store(records) }
            let pack = try #require(try StoreFiles(path).packs("data").first)
            let whole = try contents(of: pack)
            try withStore(path) { try $0.store(others) }
            var forged = ForgedPack(whole)
            change(&forged)
            try rewrite(pack) { $0 = forged.bytes }
            try StoreFiles(path).deleteIndex()
            let events = EventLog()
            try withStore(path, events: events) { store in
                try store.waitForIndex()
                #expect(store.missing(others) == [], "\(what)")
                #expect(try store.health.packsOutOfReach(.data).map(\.name) == [PackName(.data, 1)], "\(what)")
                let result = try store.verification.packsToVerify().compactMap {
                    try store.verification.verify($0.name, .records, using: ReadContext()) { _ in }
                }
                #expect(result.reduce(0) { $0 + $1.damaged } == 1 && result.contains { !$0.isComplete }, "\(what)")
                try store.completeIndex { _, _ in }
                let candidates = try store.compaction.begin()
                let plan = try store.compaction.plan(candidates, keeping: RecordSet(), maximumUnused: 0)
                store.compaction.end()
                #expect(plan.dead.count == 1 && plan.rewritten.isEmpty, "\(what)")
                #expect(store.missing(others) == [], "\(what)")
            }
            #expect(events.contains("a newer lockerd wrote it, and is needed to read it"), "\(what)")
            #expect(try contents(of: pack) == forged.bytes, "\(what)")
            // The newer program has all of it.
            try rewrite(pack) { $0 = whole }
            try StoreFiles(path).deleteIndex()
            try withStore(path) { #expect($0.missing(records + others) == [], "\(what)") }
        }
    }

    /// The index knows the pack as it was before a newer program wrote to it: nothing is set aside, and nothing given up.
    @Test(arguments: ["a kind of record", "a kind of an unsealed pack"])
    func whatIsUnknownOfAPackThatIsKnownIsNoDamage(_ what: String) throws {
        let (_, change) = try #require(UnknownFormatTests.strangers.first { $0.0 == what })
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            try withStore(path) { try $0.store(records) }
            let pack = try #require(try StoreFiles(path).packs("data").first)
            let whole = try contents(of: pack)
            var forged = ForgedPack(whole)
            change(&forged)
            try rewrite(pack) { $0 = forged.bytes }
            try withStore(path) { store in
                try store.waitForIndex()
                #expect(store.statistics().quarantined == 0)
                _ = try store.compaction.begin()
                defer { store.compaction.end() }
                #expect { try store.compaction.empty(PackName(.data, 1), keeping: RecordSet()) { _ in } } throws: {
                    ($0 as? LockerError)?.isLoss == true
                }
            }
            #expect(try contents(of: pack) == forged.bytes)
            try rewrite(pack) { $0 = whole }
            try withStore(path) { #expect($0.missing(records) == []) }
        }
    }

    /// A sealed pack of version 1 never was other than it says: what is wrong with it is damage.
    @Test func whatIsUnknownInVersionOneIsDamage() throws {
        try withTemporaryDirectory { directory in
            var options = StoreOptions.small
            options.packVersion = .one
            let path = directory + "/s"
            try withStore(path, options) { try $0.store(records) }
            let pack = try #require(try StoreFiles(path).packs("data").first)
            var forged = ForgedPack(try contents(of: pack))
            forged.setRecord(1, 7, to: 1)
            forged.setFooter(1, 44, to: 4)
            try rewrite(pack) { $0 = forged.bytes }
            try StoreFiles(path).deleteIndex()
            try withStore(path) { #expect($0.missing(records).count == 1) }
        }
    }

    @Test(arguments: ["key 1 aes-256-gcm 00", "future", " "]) func lineThatIsUnknownLeavesTheStoreAlone(line: String)
        throws
    {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            try rewrite(directory + "/s/store") { $0 += Array((line + "\n").utf8) }
            let before = try contents(of: directory + "/s/store")
            let error = failure { try PackStore.open(directory: directory + "/s") }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.message.contains("run the newer lockerd that wrote it") == true)
            #expect(try contents(of: directory + "/s/store") == before)
        }
    }
}
