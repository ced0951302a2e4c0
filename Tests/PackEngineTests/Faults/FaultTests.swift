import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A disk that fails: an error for those whose records are lost, and for nobody else.
struct FaultTests {
    @Test func failedSyncFailsItsTicketAndNothingDeduplicatesAgainstWhatItLost() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let events = EventLog()
            let (before, lost) = (TestRecord.some(3, seed: 60), TestRecord.some(3, seed: 61))
            try withStore(directory + "/s", storage: disk, events: events) { store in
                try store.store(before)
                var ticket = DurabilityTicket()
                disk.fail(.synchronize, with: EIO)
                for record in lost { try store.append(record, covering: &ticket) }
                let error = failure { try store.writer.commit(ticket) }
                #expect(error?.code == .system)
                var merged = DurabilityTicket()
                merged.merge(ticket)
                #expect(failure { try store.writer.commit(merged) } != nil)
                #expect(failure(of: { try store.writer.commit(ticket) }) != nil)
                #expect(store.missing(before) == [])
                #expect(store.missing(lost).count == lost.count)
                var second = DurabilityTicket()
                for record in lost {
                    let appended = try store.append(record, covering: &second)
                    #expect(appended.isNew)
                    #expect(appended.location.pack > 1)
                }
                try store.writer.commit(second)
                #expect(store.missing(before + lost) == [])
            }
            #expect(events.contains("data-0000000001.pack: abandoned"))
            try withStore(directory + "/s", storage: disk.afterCrash(seed: 1)) {
                #expect($0.missing(before + lost) == [])
            }
        }
    }

    /// The pages of a failed sync can be read until the machine restarts, and are gone then.
    @Test func restartAfterAFailedSyncDoesNotBelieveInItsPages() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let (before, lost) = (TestRecord.some(3, seed: 59), TestRecord.some(3, seed: 62))
            try withStore(directory + "/s", storage: disk) { store in
                try store.store(before)
                var ticket = DurabilityTicket()
                for record in lost { try store.append(record, covering: &ticket) }
                disk.fail(.synchronize, with: EIO)
                #expect(failure(of: { try store.writer.commit(ticket) }) != nil)
            }
            try withStore(directory + "/s", storage: disk) { store in
                var ticket = DurabilityTicket()
                for record in lost { #expect(try store.append(record, covering: &ticket).isNew) }
                try store.writer.commit(ticket)
            }
            try withStore(directory + "/s", storage: disk.afterCrash(seed: 2)) {
                #expect($0.missing(before + lost) == [])
            }
        }
    }

    @Test func failedWriteFailsThatRecordAndTheNextGoesElsewhere() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let records = TestRecord.some(4, seed: 63)
            try withStore(directory + "/s", storage: disk) { store in
                try store.store([records[0]])
                disk.fail(.write, with: EIO)
                var ticket = DurabilityTicket()
                #expect(failure(of: { try store.append(records[1], covering: &ticket) }) != nil)
                try store.store(Array(records[1...]))
                #expect(store.missing(records) == [])
            }
        }
    }

    @Test func fullDiskRefusesNewRecordsServesOldOnesAndRecovers() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let (old, new) = (TestRecord.some(30, seed: 64), TestRecord.some(30, seed: 65))
            try withStore(directory + "/s", storage: disk) { store in
                try store.store(old)
                for operation in [SimulatedStorage.Operation.reserve, .create] {
                    disk.fail(operation, with: ENOSPC, lasts: true)
                }
                var ticket = DurabilityTicket()
                var refused = 0
                for record in new + TestRecord.some(30, seed: 66) {
                    do { try store.append(record, covering: &ticket) } catch let error as LockerError {
                        #expect(error.code == .noSpace)
                        refused += 1
                    }
                }
                #expect(refused > 0)
                try store.writer.commit(ticket)
                #expect(store.missing(old) == [])
                var known = DurabilityTicket()
                #expect(try !store.append(old[0], covering: &known).isNew)
                disk.repair()
                try store.store(new)
                #expect(store.missing(old + new) == [])
            }
            try withStore(directory + "/s", storage: disk) { #expect($0.missing(old + new) == []) }
        }
    }

    @Test func fullDiskDuringRecoveryKeepsTheRecordsReadable() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let records = TestRecord.some(10, seed: 80)
            let store = try PackStore.open(directory: directory + "/s", options: .unindexed, storage: disk)
            try store.store(records)
            try StoreFiles(directory + "/s").copyIdentity(to: directory + "/crashed")
            let crashed = disk.afterCrash(seed: 3)
            store.close()
            crashed.fail(.write, with: ENOSPC, lasts: true)
            try withStore(directory + "/crashed", storage: crashed) { #expect($0.missing(records) == []) }
            crashed.repair()
            try withStore(directory + "/crashed", storage: crashed) { store in
                try store.waitForIndex()
                #expect(store.missing(records) == [])
            }
            try withStore(directory + "/crashed", storage: crashed) { #expect(!$0.isRebuilding) }
        }
    }
}
