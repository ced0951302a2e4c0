import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// What changed on the disk is found, set aside, and made whole again.
struct VerificationTests {
    /// Verifies all packs.
    private func verify(
        _ store: PackStore, _ depth: VerificationDepth = .records
    ) throws -> (damaged: Int, mended: Int) {
        var sum = (damaged: 0, mended: 0)
        for pack in try store.verification.packsToVerify() {
            guard let found = try store.verification.verify(pack.name, depth, using: ReadContext(), { _ in }) else {
                continue
            }
            sum = (sum.damaged + found.damaged, sum.mended + found.mended)
        }
        return sum
    }

    /// Makes a store of one data pack with `records`, and hands over its directory and the pack's path and bytes.
    private func withPack(_ records: [TestRecord], _ body: (String, String, [UInt8]) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let path = try #require(try StoreFiles(directory + "/s").packs("data").first)
            try body(directory + "/s", path, try contents(of: path))
        }
    }

    private func location(of record: TestRecord, in directory: String) throws -> RecordLocation {
        try withStore(directory) { store in try #require(try store.locator.locate(.chunk, record.digest)) }
    }

    @Test func aWholeStoreIsWhole() throws {
        let records = TestRecord.some(60, seed: 1)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            try withStore(directory + "/s") { store in
                try store.store(TestRecord.some(5, seed: 2))
                for depth in [VerificationDepth.structure, .records] {
                    let found = try verify(store, depth)
                    #expect(found.damaged == 0 && found.mended == 0)
                }
                #expect(store.health.findings.isEmpty)
            }
        }
    }

    /// Wherever a byte of a sealed pack changes, a verification notices, no other record suffers, and storing the same
    /// bytes again makes the store whole.
    @Test func everyFlippedByteIsFoundAndHeals() throws {
        let records = [
            TestRecord(Array(repeating: 5, count: 90)), TestRecord(Array(1...77)), TestRecord(Array(100...199)),
        ]
        try withPack(records) { directory, path, whole in
            let base = directory + "-base"
            try StoreFiles(directory).copy(to: base)
            for position in stride(from: 3, to: whole.count, by: 13) {
                let copy = directory + "-\(position)"
                try StoreFiles(base).copy(to: copy)
                try rewrite(try StoreFiles(copy).packs("data")[0]) { $0[position] ^= 0x10 }
                try withStore(copy) { store in
                    let found = try verify(store)
                    #expect(found.damaged + found.mended > 0, "byte \(position)")
                    #expect(found.damaged == store.missing(records).count, "byte \(position)")
                    #expect(store.missing(records).count <= 1)
                    try store.store(records)
                    #expect(store.missing(records) == [], "byte \(position)")
                }
                try withStore(copy) { store in
                    let again = try verify(store)
                    #expect(again.damaged == 0 && store.statistics().quarantined == 0, "byte \(position)")
                }
            }
        }
    }

    @Test func whatIsDamagedIsSetAsideUntilItIsStoredAgain() throws {
        let records = TestRecord.some(20, seed: 3)
        try withPack(records) { directory, path, _ in
            let place = try location(of: records[4], in: directory)
            try rewrite(path) { $0[place.offset + 64] ^= 1 }
            let events = EventLog()
            try withStore(directory, events: events) { store in
                #expect(failure { try store.reader.readAll(.chunk, records[4].digest) }?.code == .dataLoss)
                #expect(store.statistics().quarantined == 1 && events.contains("offset \(place.offset)"))
                let found = try store.locator.locate(.chunk, records[4].digest)
                #expect(found == nil)
                #expect(failure { try store.reader.readAll(.chunk, records[4].digest) }?.code == .dataLoss)
            }
            // It is remembered, also without an index.
            try StoreFiles(directory).deleteIndex()
            try withStore(directory, events: events) { store in
                try store.waitForIndex()
                #expect(store.health.findings.map(\.offset) == [place.offset])
                #expect(store.missing(records) == [records[4].digest])
                try store.store(records)
                #expect(store.missing(records) == [])
            }
            #expect(events.contains("is stored anew"))
            for isRebuilt in [false, true] {
                if isRebuilt { try StoreFiles(directory).deleteIndex() }
                try withStore(directory) { store in
                    try store.waitForIndex()
                    #expect(store.missing(records) == [] && store.statistics().quarantined == 0)
                    #expect(store.health.findings.first?.healed != nil)
                }
            }
        }
    }

    @Test func aPackPutBackFromABackupIsAsGoodAsEver() throws {
        let records = TestRecord.some(20, seed: 4)
        try withPack(records) { directory, path, whole in
            let place = try location(of: records[7], in: directory)
            try rewrite(path) { $0[place.offset + 64] ^= 1 }
            try withStore(directory) { store in
                let found = try verify(store)
                #expect(found.damaged == 1)
                try rewrite(path) { $0 = whole }
                #expect(store.missing(records) == [] && store.health.findings.isEmpty)
            }
        }
    }

    /// A crash leaves half a line, which may name another place than it was going to.
    @Test func halfALineOfTheQuarantineSaysNothing() throws {
        let records = TestRecord.some(20, seed: 12)
        try withPack(records) { directory, path, _ in
            let place = try location(of: records[4], in: directory)
            try rewrite(path) { $0[place.offset + 64] ^= 1 }
            try withStore(directory) { #expect($0.missing(records).count == 1) }
            try rewrite(directory + "/quarantine") { bytes in
                bytes += Array("good \(path.split(separator: "/").last ?? "") \(place.offset)".utf8)
            }
            try withStore(directory) { #expect($0.health.findings.map(\.offset) == [place.offset]) }
            try rewrite(directory + "/quarantine") { $0.append(UInt8(ascii: "\n")) }
            try withStore(directory) { #expect($0.health.findings.isEmpty) }
        }
    }

    /// It was there when the packs were listed, and was removed again before a record was in it.
    @Test func aPackThatCouldNotBeBegunIsPassedOver() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { store in
                try store.store(TestRecord.some(5, seed: 1))
                let name = try #require(PackName(fileName: "meta-0000000099.pack"))
                let found = try store.verification.verify(name, .records, using: ReadContext()) { _ in }
                #expect(found == nil && store.health.findings.isEmpty)
            }
        }
    }

    @Test func aLostPackIsKnownRecordByRecord() throws {
        let records = TestRecord.some(20, seed: 5)
        try withPack(records) { directory, path, _ in
            try withStore(directory) { store in
                unlink(path)
                let found = try verify(store)
                #expect(found.damaged == 0)
                #expect(store.statistics().quarantined == 21 && store.missing(records).count == 20)
                try store.store(records)
                #expect(store.missing(records) == [])
            }
        }
    }

    @Test func aFooterThatIsDamagedWithARecordIsWrittenAnew() throws {
        let records = TestRecord.some(20, seed: 6)
        try withPack(records) { directory, path, whole in
            let place = try location(of: records[2], in: directory)
            try rewrite(path) { bytes in
                bytes[place.offset + 8] ^= 1
                bytes[bytes.count - 100] ^= 1
            }
            try withStore(directory) { store in
                let found = try verify(store)
                #expect(found.damaged == 1 && found.mended == 1)
                let mended = try contents(of: path)
                #expect(mended.suffix(200) == whole.suffix(200))
            }
        }
    }

    @Test func thePackWhoseVerificationIsLongestAgoComesFirst() throws {
        let records = TestRecord.some(100, seed: 8)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            let first = try withStore(directory + "/s") { store in
                let packs = try store.verification.packsToVerify()
                #expect(packs.count > 2 && packs.allSatisfy { $0.verified == nil })
                _ = try store.verification.verify(packs[0].name, .records, using: ReadContext()) { _ in }
                _ = try store.verification.verify(packs[1].name, .structure, using: ReadContext()) { _ in }
                return packs[0].name
            }
            try withStore(directory + "/s") { store in
                let packs = try store.verification.packsToVerify()
                #expect(packs.last?.name == first && packs.last?.verified != nil)
                #expect(packs.dropLast().allSatisfy { $0.verified == nil })
            }
        }
    }

    @Test func aCompactionTakesWhatIsNeededOutOfAPackWithoutFooter() throws {
        let records = TestRecord.some(20, seed: 9)
        try withPack(records) { directory, path, whole in
            try rewrite(path) { bytes in for index in bytes.count - 64..<bytes.count { bytes[index] = 0 } }
            try withStore(directory) { store in
                var needed = RecordSet()
                let candidates = try store.compaction.begin()
                for record in records.prefix(10) {
                    needed.insert(try #require(try store.locator.locate(.chunk, record.digest)))
                }
                for name in candidates { _ = try store.compaction.empty(name, keeping: needed) { _ in } }
                #expect(store.missing(records).count == 10 && store.missing(Array(records.prefix(10))) == [])
                #expect(access(path, F_OK) != 0)
            }
        }
    }

    /// What a start finds lost is a finding, though the index that knew of it is made anew.
    @Test func aPackThatIsGoneAtTheStartIsAFinding() throws {
        let records = TestRecord.some(60, seed: 10)
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(records) }
            unlink(try #require(try StoreFiles(directory + "/s").packs("data").first))
            try withStore(directory + "/s") { store in
                try store.waitForIndex()
                let lost = store.missing(records)
                #expect(!lost.isEmpty && lost.count < records.count)
                #expect(Set(store.health.findings.compactMap(\.record?.digest)) == Set(lost))
                try store.store(records)
                #expect(store.missing(records) == [] && store.statistics().quarantined <= lost.count)
            }
            try withStore(directory + "/s") { store in
                #expect(store.missing(records) == [] && store.statistics().quarantined == 0)
            }
        }
    }

    /// A copy that a compaction made rots before the pack that it was made from is gone: that one's is the last.
    @Test func theLastWholeCopyOfARecordIsKept() throws {
        let records = TestRecord.some(20, seed: 11)
        try withPack(records) { directory, path, _ in
            let bad = try location(of: records[9], in: directory)
            try rewrite(path) { $0[bad.offset + 64] ^= 1 }
            var needed = RecordSet()
            try withStore(directory) { store in
                for record in records { needed.insert(try #require(try store.locator.locate(.chunk, record.digest))) }
                let name = try #require(try store.compaction.begin().first)
                #expect(failure { _ = try store.compaction.empty(name, keeping: needed) { _ in } }?.code == .dataLoss)
                store.compaction.end()
            }
            let copy = try location(of: records[0], in: directory)
            let second = try #require(try StoreFiles(directory).packs("data").last)
            try #require(second != path)
            try rewrite(second) { $0[copy.offset + 64] ^= 1 }
            try withStore(directory) { store in
                #expect(failure { try store.reader.readAll(.chunk, records[0].digest) }?.code == .dataLoss)
                let candidates = try store.compaction.begin()
                let filter = try DigestFilter(capacity: 100)
                for record in records { try filter.insert(record.digest) }
                var marked = RecordSet()
                try store.compaction.mark(filter, in: &marked) {}
                for name in candidates { _ = try? store.compaction.empty(name, keeping: marked) { _ in } }
                store.compaction.end()
                #expect(store.missing(records) == [records[9].digest])
            }
        }
    }
}
