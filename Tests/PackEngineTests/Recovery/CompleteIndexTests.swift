import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// An index is made to agree with the packs while the store is open.
@Suite struct CompleteIndexTests {
    @Test func aPackThatIsGoneLeavesTheIndexAndOneThatIsBackIsFoundAgain() throws {
        let records = TestRecord.some(300, seed: 1)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            try withStore(directory + "/s") { store in
                let before = store.statistics()
                let path = try #require(try StoreFiles(directory + "/s").packs("data").first)
                let fresh = TestRecord.some(20, seed: 2)
                try store.store(fresh)
                rename(path, directory + "/aside")
                try store.completeIndex { (_, _) in }
                let gone = records.filter { (try? store.locator.locate(.chunk, $0.digest)) == .some(nil) }
                #expect(!gone.isEmpty && gone.count < records.count)
                #expect(store.statistics().packs < before.packs + 1)
                rename(directory + "/aside", path)
                try store.completeIndex { (_, _) in }
                #expect(store.missing(records + fresh) == [])
                let after = store.statistics()
                #expect(after.kinds[.chunk].records == before.kinds[.chunk].records + fresh.count)
                #expect(after.packs == before.packs + 1)
            }
        }
    }

    @Test func nothingChangesInAnIndexThatAgrees() throws {
        let records = TestRecord.some(200, seed: 3)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            try withStore(directory + "/s") { store in
                try store.store(TestRecord.some(5, seed: 4))
                let before = (store.statistics().packs, store.statistics().kinds)
                try store.completeIndex { (_, _) in }
                #expect((store.statistics().packs, store.statistics().kinds) == before)
                #expect(store.missing(records) == [])
            }
        }
    }

    @Test func anIndexIsMadeAnewOfThePacks() throws {
        let records = TestRecord.some(100, seed: 5)
        try withTemporaryDirectory { directory in
            #expect(throws: LockerError.self) { try PackStore.rebuild(directory: directory + "/none") }
            try withStore(directory + "/s") { try $0.store(records) }
            try rewrite(StoreFiles(directory + "/s").index) { $0 = Array($0.prefix(5000)) }
            let store = try PackStore.rebuild(directory: directory + "/s")
            defer { store.close() }
            try store.waitForIndex()
            #expect(store.missing(records) == [])
        }
    }
}
