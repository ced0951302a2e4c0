import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A store of format 1 becomes one of format 2.
struct UpgradeTests {
    private let old = TestRecord.some(200, seed: 310)
    private let new = TestRecord.some(20, seed: 311)

    private static var first: StoreOptions {
        var options = StoreOptions.small
        options.packVersion = .one
        return options
    }

    /// Runs `body` with the folder of a store of format 1 that holds `old`.
    private func withOlderStore(_ body: (_ path: String) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s", UpgradeTests.first) { try $0.store(old) }
            #expect(try stated(directory + "/s") == 1)
            try body(directory + "/s")
        }
    }

    /// The format that the file of the store states.
    private func stated(_ path: String) throws -> Int? {
        let lines = String(decoding: try contents(of: path + "/store"), as: UTF8.self).split(separator: "\n")
        return lines.first.flatMap { Int($0.dropFirst("locker-store ".count)) }
    }

    private func versions(_ path: String) throws -> Set<UInt8> {
        Set(try StoreFiles(path).packs().map { try contents(of: $0)[8] })
    }

    private func set(_ records: [TestRecord], in store: PackStore) throws -> RecordSet {
        var set = RecordSet()
        for record in records { set.insert(try #require(try store.locator.locate(.chunk, record.digest))) }
        return set
    }

    private func compact(_ store: PackStore, _ records: [TestRecord], keepsFormat: Bool) throws -> CompactionPlan {
        let candidates = try store.compaction.begin()
        defer { store.compaction.end() }
        let needed = try set(records, in: store)
        let plan = try store.compaction.plan(
            candidates, keeping: needed, maximumUnused: 0.05, keepsFormat: keepsFormat)
        for name in plan.dead + plan.rewritten { _ = try store.compaction.empty(name, keeping: needed) { _ in } }
        return plan
    }

    @Test func readingLeavesItAsItIs() throws {
        try withOlderStore { path in
            try withStore(path) { store in
                #expect(store.missing(old) == [])
                let statistics = store.statistics()
                #expect(statistics.older.packs == statistics.packs && statistics.older.bytes == statistics.packBytes)
            }
            #expect(try stated(path) == 1)
            #expect(try versions(path) == [1])
        }
    }

    @Test func whatIsNewIsOfTheNewFormatAndACompactionRewritesTheRest() throws {
        try withOlderStore { path in
            try withStore(path) { store in
                try store.store(new)
                #expect(try stated(path) == 2)
                let older = store.statistics().older
                let kept = try compact(store, old + new, keepsFormat: true)
                #expect(kept.older == older && kept.rewritten.isEmpty && kept.dead.isEmpty)
                let plan = try compact(store, old + new, keepsFormat: false)
                #expect(plan.older == older && plan.rewritten.count == older.packs)
                #expect(store.statistics().older.packs == 0)
                #expect(store.missing(old + new) == [])
            }
            #expect(try versions(path) == [2])
            try withStore(path) { store in
                #expect(!store.isRebuilding)
                #expect(store.missing(old + new) == [])
            }
            try StoreFiles(path).deleteIndex()
            try withStore(path) { #expect($0.missing(old + new) == []) }
        }
    }

    @Test func packsThatAKillLeftOpenAreSealedAsTheyWereBegun() throws {
        try withTemporaryDirectory { directory in
            let store = try PackStore.open(directory: directory + "/s", options: UpgradeTests.first)
            try store.store(old)
            try StoreFiles(directory + "/s").copy(to: directory + "/killed")
            store.close()
            try withStore(directory + "/killed") { store in
                try store.waitForIndex()
                #expect(store.missing(old) == [])
            }
            #expect(try versions(directory + "/killed") == [1])
            try StoreFiles(directory + "/killed").deleteIndex()
            try withStore(directory + "/killed") { #expect($0.missing(old) == []) }
        }
    }

    /// /dev/full stands for a disk without room.
    @Test func withoutRoomForItsFileItIsServedAndTakesNothing() throws {
        try withOlderStore { path in
            symlink("/dev/full", path + "/store.new")
            try withStore(path) { store in
                #expect(store.missing(old) == [])
                var ticket = DurabilityTicket()
                #expect(failure(of: { try store.append(new[0], covering: &ticket) })?.code == .noSpace)
                #expect(store.missing(old) == [])
            }
            #expect(try stated(path) == 1)
            #expect(try versions(path) == [1])
            unlink(path + "/store.new")
            try withStore(path) { store in
                try store.store(new)
                #expect(store.missing(old + new) == [])
            }
            #expect(try stated(path) == 2)
        }
    }

    /// Whatever a crash leaves of the file that takes the place of the old one.
    @Test(arguments: ["", "locker-st", "locker-store 2\n", "locker-store 2\nid 00112233445566778899aabbccddeeff\n"])
    func aDraftThatACrashLeftMeansNothing(draft: String) throws {
        try withOlderStore { path in
            try makeFile(path + "/store.new", Array(draft.utf8))
            try withStore(path) { store in
                #expect(store.missing(old) == [])
                try store.store(new)
            }
            #expect(try stated(path) == 2)
            #expect(access(path + "/store.new", F_OK) != 0)
            try withStore(path) { #expect($0.missing(old + new) == []) }
        }
    }

    /// A crash came when the file stated the new format and no pack had it, or a file of the old one was put back.
    @Test(arguments: [1, 2]) func theFileAndThePacksMayDiffer(number: Int) throws {
        try withOlderStore { path in
            if number == 1 { try withStore(path) { try $0.store(new) } }
            try rewrite(path + "/store") { $0[13] = UInt8(ascii: number == 1 ? "1" : "2") }
            try withStore(path) { #expect($0.missing(old + (number == 1 ? new : [])) == []) }
            try withStore(path) { store in
                try store.store(new)
                #expect(store.missing(old + new) == [])
            }
            #expect(try stated(path) == 2)
        }
    }

    @Test func anOlderIndexIsMadeAnewWhileTheStoreIsServed() throws {
        try withOlderStore { path in
            try rewrite(StoreFiles(path).index) { ForgedPack.setVersion(3, ofHeader: &$0) }
            let events = EventLog()
            try withStore(path, events: events) { store in
                #expect(store.missing(old) == [])
                try store.waitForIndex()
            }
            #expect(events.contains("it is of another version"))
            try withStore(path) { #expect(!$0.isRebuilding) }
        }
    }

    @Test func aBackupFollows() throws {
        try withOlderStore { path in
            let copy = path + "-copy"
            try withStore(path) { store in
                let target = try store.backup.openTarget(copy)
                _ = try store.backup.copyPacks(to: copy + "/packs", of: target) { _, _ in }
            }
            #expect(try stated(copy) == 1 && versions(copy) == [1])
            try withStore(path) { store in
                try store.store(new)
                let target = try store.backup.openTarget(copy)
                _ = try store.backup.copyPacks(to: copy + "/packs", of: target) { done, _ in
                    // Before there is any pack of it.
                    if done == 0 { #expect((try? stated(copy)) == 2) }
                }
            }
            #expect(try stated(copy) == 2 && versions(copy) == [1, 2])
            try withStore(copy) { #expect($0.missing(old + new) == []) }
        }
    }
}
