import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A crash leaves packs that were not sealed; every whole record of them comes back.
struct RecoveryTests {
    /// Runs `body` with the directory of a store as a crash leaves it: `records` durable, nothing closed.
    private func withCrashedStore(
        _ records: [TestRecord], _ options: StoreOptions = .unindexed, _ body: (StoreFiles, String) throws -> Void
    ) throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s", options) { store in
                try store.store(records)
                try StoreFiles(directory + "/s").copy(to: directory + "/crashed")
            }
            try body(StoreFiles(directory + "/crashed"), directory)
        }
    }

    @Test(arguments: [StoreOptions.unindexed, .small])
    func durableRecordsSurviveACrash(options: StoreOptions) throws {
        let records = TestRecord.some(100, seed: 10)
        try withCrashedStore(records, options) { files, _ in
            try withStore(files.directory) { store in
                #expect(store.missing(records) == [])
                try store.store(records)
                #expect(store.statistics().kinds[.chunk].records == records.count)
            }
            try withStore(files.directory) { store in
                #expect(!store.isRebuilding)
                #expect(store.missing(records) == [])
            }
        }
    }

    @Test func everyCutOfTheTailCostsOnlyWhatItCuts() throws {
        let records = TestRecord.some(6, seed: 11, upTo: 120)
        try withCrashedStore(records) { files, directory in
            let path = try #require(try files.packs("data").first)
            let whole = try contents(of: path)
            let ends = try ends(of: records, in: files, directory)
            let last = try #require(ends.last)
            for cut in stride(from: last, through: ends[2], by: -1) {
                let target = directory + "/cut"
                try files.copy(to: target)
                try makeFile(target + "/packs/data-0000000001.pack", Array(whole[..<cut]))
                let expected = zip(records, ends).filter { $0.1 <= cut }.map(\.0)
                try withStore(target) { store in
                    let missing = Set(store.missing(records))
                    #expect(missing == Set(records.dropFirst(expected.count).map(\.digest)), "cut at \(cut)")
                }
                try withStore(target) { #expect($0.missing(expected) == [], "cut at \(cut), opened again") }
                try StoreFiles(target).deleteIndex()
                for pack in try StoreFiles(target).packs() { unlink(pack) }
            }
        }
    }

    /// Where the bytes of each record end, padding left out.
    private func ends(of records: [TestRecord], in files: StoreFiles, _ directory: String) throws -> [Int] {
        try files.copy(to: directory + "/whole")
        return try withStore(directory + "/whole") { store in
            try records.map {
                let location = try #require(try store.locator.locate(.chunk, $0.digest))
                return location.offset + 64 + location.storedLength
            }
        }
    }

    @Test(arguments: [false, true])
    func holeInTheMiddleCostsOnlyWhatIsInIt(garbled: Bool) throws {
        let records = TestRecord.some(12, seed: 12, upTo: 5000)
        try withCrashedStore(records) { files, directory in
            let path = try #require(try files.packs("data").first)
            let ends = try ends(of: records, in: files, directory)
            var generator = SplitMix64(seed: 13)
            for _ in 0..<20 {
                let target = directory + "/hole"
                try files.copy(to: target)
                let start = Int.random(in: 64..<ends[10], using: &generator)
                let end = min(start + Int.random(in: 1...6000, using: &generator), ends[10])
                let noise = garbled ? generator.bytes(end - start) : [UInt8](repeating: 0, count: end - start)
                let whole = try contents(of: path)
                try rewrite(target + "/packs/data-0000000001.pack") { $0.replaceSubrange(start..<end, with: noise) }
                let damaged = try contents(of: target + "/packs/data-0000000001.pack")
                var begin = 64
                var hit: Set<Digest> = []
                for (record, end) in zip(records, ends) {
                    if whole[begin..<end] != damaged[begin..<end] { hit.insert(record.digest) }
                    begin = (end + 7) & ~7
                }
                try withStore(target) { #expect(Set($0.missing(records)) == hit, "\(start)..<\(end)") }
                try StoreFiles(target).deleteIndex()
                for pack in try StoreFiles(target).packs() { unlink(pack) }
            }
        }
    }

    @Test func packStoredInAPackIsNotTakenForRecords() throws {
        try withTemporaryDirectory { directory in
            let inner = TestRecord.some(20, seed: 14, upTo: 3000)
            try withStore(directory + "/inner") { try $0.store(inner) }
            let pack = try contents(of: try #require(try StoreFiles(directory + "/inner").packs().first))
            // 64 bytes of one record header stand before it: a multiple of 8, as the scan needs to be led astray.
            let outer = [TestRecord(pack), TestRecord([1, 2, 3])]
            try withStore(directory + "/outer", .unindexed) { store in
                try store.store(outer)
                try StoreFiles(directory + "/outer").copy(to: directory + "/crashed")
            }
            let crashed = StoreFiles(directory + "/crashed")
            // The header of the record that holds the pack is lost: the scan goes through its bytes.
            try rewrite(try #require(try crashed.packs("data").first)) { $0[64] ^= 1 }
            try withStore(crashed.directory) { store in
                #expect(store.missing(outer) == [outer[0].digest])
                #expect(store.missing(inner).count == inner.count)
                #expect(store.statistics().kinds[.chunk].records == 1)
            }
        }
    }

    @Test func packWithoutRecordsIsRemoved() throws {
        try withTemporaryDirectory { directory in
            mkdir(directory + "/s", 0o700)
            mkdir(directory + "/s/packs", 0o700)
            try makeFile(directory + "/s/packs/data-0000000007.pack", [])
            try makeFile(directory + "/s/packs/meta-0000000008.pack", [UInt8](repeating: 0, count: 5000))
            try withStore(directory + "/s") { store in
                try store.waitForIndex()
                #expect(try StoreFiles(directory + "/s").packs() == [])
                let location = try store.append(TestRecord([1])).location
                #expect(location.pack == 9)
            }
        }
    }

    @Test func damagedPackIsReportedAndKept() throws {
        try withTemporaryDirectory { directory in
            mkdir(directory + "/s", 0o700)
            mkdir(directory + "/s/packs", 0o700)
            let path = directory + "/s/packs/data-0000000001.pack"
            try makeFile(path, [UInt8](repeating: 7, count: 5000))
            let events = EventLog()
            try withStore(directory + "/s", events: events) { try $0.waitForIndex() }
            #expect(events.contains("data-0000000001.pack: its header is damaged"))
            #expect(try contents(of: path).count == 5000)
        }
    }

    @Test func sealedPackWithoutHeaderOrFooterLosesNothing() throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(30, seed: 15, upTo: 3000)
            try withStore(directory + "/s") { try $0.store(records) }
            let files = StoreFiles(directory + "/s")
            for damage in [0, -1, -200] {
                try files.deleteIndex()
                let path = try #require(try files.packs().first)
                try rewrite(path) { $0[damage < 0 ? $0.count + damage : 0] ^= 1 }
                try withStore(directory + "/s") { #expect($0.missing(records) == [], "byte \(damage)") }
                if damage == 0 { try rewrite(path) { $0[0] ^= 1 } }
            }
        }
    }
}

extension PackStore {
    fileprivate func append(_ record: TestRecord) throws -> Appended {
        var ticket = DurabilityTicket()
        let appended = try append(record, covering: &ticket)
        try writer.commit(ticket)
        return appended
    }
}
