import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A process that was killed leaves bytes that can be read and were never synced; nothing may count on them.
struct UnsyncedTests {
    /// Runs `body` with packs that are sealed and not durable, the records in them, and where to open them.
    private func withKilledDisk(_ body: (SimulatedStorage, [TestRecord], String) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let records = TestRecord.some(30, seed: 130)
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            try StoreFiles(directory + "/s").copyIdentity(to: directory + "/killed")
            try body(disk.afterKill(), records, directory + "/killed")
        }
    }

    @Test func sealedPackIsSyncedBeforeItsRecordsAreBelieved() throws {
        try withKilledDisk { disk, records, directory in
            let crashed = try withStore(directory, storage: disk) { store in
                var ticket = DurabilityTicket()
                for record in records { #expect(try !store.append(record, covering: &ticket).isNew) }
                try store.writer.commit(ticket)
                return disk.afterCrash(seed: 8)
            }
            try StoreFiles(directory).deleteIndex()
            try withStore(directory, storage: crashed) { #expect($0.missing(records) == []) }
        }
    }

    @Test func packThatCannotBeSyncedIsNotBelieved() throws {
        try withKilledDisk { disk, records, directory in
            let events = EventLog()
            disk.fail(.synchronize, with: EIO, lasts: true)
            let crashed = try withStore(directory, storage: disk, events: events) { store in
                try store.waitForIndex()
                disk.repair()
                var ticket = DurabilityTicket()
                for record in records { #expect(try store.append(record, covering: &ticket).isNew) }
                try store.writer.commit(ticket)
                return disk.afterCrash(seed: 9)
            }
            #expect(events.contains("it cannot be made durable"))
            try StoreFiles(directory).deleteIndex()
            try withStore(directory, storage: crashed) { #expect($0.missing(records) == []) }
        }
    }

    /// A pack that cannot be synced at a start is out of reach, and what the index had of it is set aside. It is found
    /// all the same, as often as somebody asks for it, then and after the next start.
    @Test(arguments: [false, true]) func whatWasOutOfReachAtAStartIsFoundAgainAndAgain(atOnce: Bool) throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let records = TestRecord.some(10, seed: 133)
            let killed = try withStore(directory + "/s", .unindexed, storage: disk) { store in
                try store.store(records)
                store.waitUntilIdle(indexing: true)
                try StoreFiles(directory + "/s").copyIndexAndIdentity(to: directory + "/killed")
                return disk.nextProcess()
            }
            killed.fail(.synchronize, with: EIO)
            try withStore(directory + "/killed", storage: killed) { store in
                try store.waitForIndex()
                #expect(store.health.findings.count == records.count)
                for _ in 0..<3 where atOnce { #expect(store.missing(records) == []) }
            }
            killed.repair()
            try withStore(directory + "/killed", storage: killed) { store in
                for _ in 0..<3 { #expect(store.missing(records) == []) }
                #expect(store.health.findings.isEmpty)
            }
        }
    }

    /// A sync fails, and the process ends before it has cut the pack back: what the sync lost can be read as if it were
    /// safe.
    @Test func whatAFailedSyncLostIsNotBelievedByTheNextProcess() throws {
        try withTemporaryDirectory { directory in
            let disk = SimulatedStorage()
            let (before, lost) = (TestRecord.some(3, seed: 131), TestRecord.some(3, seed: 132))
            try withStore(directory + "/s", .unindexed, storage: disk) { store in
                try store.store(before)
                var ticket = DurabilityTicket()
                for record in lost { try store.append(record, covering: &ticket) }
                disk.fail(.synchronize, with: EIO)
                disk.fail(.truncate, with: EIO, lasts: true)
                #expect(failure(of: { try store.writer.commit(ticket) }) != nil)
                try StoreFiles(directory + "/s").copyIdentity(to: directory + "/next")
            }
            disk.repair()
            try withStore(directory + "/next", storage: disk) { store in
                #expect(store.missing(before) == [])
                var ticket = DurabilityTicket()
                for record in lost { #expect(try store.append(record, covering: &ticket).isNew) }
                try store.writer.commit(ticket)
                try StoreFiles(directory + "/next").copyIdentity(to: directory + "/crashed")
            }
            try withStore(directory + "/crashed", storage: disk.afterCrash(seed: 10)) { store in
                #expect(store.missing(before + lost) == [])
            }
        }
    }
}
