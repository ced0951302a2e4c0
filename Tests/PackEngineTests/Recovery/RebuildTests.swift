import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine
import Testing

/// A start never waits for the packs to be read; a question that only they can answer does.
struct RebuildTests {
    @Test func openReturnsWhileTheIndexIsRebuiltAndWhoMissesWaits() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let records = TestRecord.some(40, seed: 100)
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            try StoreFiles(directory + "/s").deleteIndex()
            disk.hold(true)
            try withStore(directory + "/s", storage: disk) { store in
                #expect(store.isRebuilding)
                let answer = Monitor<Int?>(nil)
                let asking = try Thread("asking") {
                    let missing = store.missing(records).count
                    answer.withLock { $0 = missing }
                }
                #expect(answer.withLock { $0 } == nil)
                disk.hold(false)
                try store.waitForIndex()
                asking.join()
                #expect(answer.withLock { $0 } == 0)
                #expect(!store.isRebuilding)
            }
        }
    }

    @Test func whatTheIndexHasIsServedWhileAnotherPackIsRecovered() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let (old, new) = (TestRecord.some(20, seed: 101), TestRecord.some(3, seed: 102))
            try withStore(directory + "/s", storage: disk) { try $0.store(old) }
            let store = try PackStore.open(directory: directory + "/s", options: .unindexed, storage: disk)
            try store.store(new)
            try StoreFiles(directory + "/s").copyIndexAndIdentity(to: directory + "/crashed")
            let crashed = disk.afterCrash(seed: 5)
            store.close()
            crashed.hold(true)
            try withStore(directory + "/crashed", storage: crashed) { store in
                #expect(store.isRebuilding)
                #expect(store.missing(old) == [])
                #expect(store.isRebuilding)
                crashed.hold(false)
                #expect(store.missing(new) == [])
            }
        }
    }

    @Test func closeDoesNotWaitForTheRebuild() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let records = TestRecord.some(60, seed: 103)
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            try StoreFiles(directory + "/s").deleteIndex()
            disk.hold(true)
            let store = try PackStore.open(directory: directory + "/s", options: .small, storage: disk)
            let refused = Monitor<LockerError.Code?>(nil)
            let asking = try Thread("asking") {
                let code = failure { try store.reader.readAll(.chunk, records[0].digest) }?.code
                refused.withLock { $0 = code }
            }
            let closing = try Thread("closing") { store.close() }
            asking.join()
            #expect(refused.withLock { $0 } == .failedPrecondition)
            disk.hold(false)
            closing.join()
            try withStore(directory + "/s", storage: disk) { #expect($0.missing(records) == []) }
        }
    }

    @Test func closeGivesUpTheScanOfAPackBetweenTwoRecords() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let records = TestRecord.some(100, seed: 104, upTo: 300)
            let writing = try PackStore.open(directory: directory + "/s", options: .unindexed, storage: disk)
            try writing.store(records)
            try StoreFiles(directory + "/s").copyIdentity(to: directory + "/crashed")
            let crashed = disk.afterCrash(seed: 6)
            writing.close()
            crashed.holdReads(after: 10)
            let store = try PackStore.open(directory: directory + "/crashed", options: .small, storage: crashed)
            let refused = Monitor<LockerError.Code?>(nil)
            let appending = try Thread("appending") {
                var ticket = DurabilityTicket()
                let code = failure { try store.append(records[99], covering: &ticket) }?.code
                refused.withLock { $0 = code }
            }
            let closing = try Thread("closing") { store.close() }
            appending.join()
            #expect(refused.withLock { $0 } == .failedPrecondition)
            crashed.holdReads(after: nil)
            closing.join()
            #expect(crashed.disk.withLock { $0.reads } < 20)
            try withStore(directory + "/crashed", storage: crashed) { #expect($0.missing(records) == []) }
        }
    }
}
