import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// What goes in comes back.
struct AppendReadTests {
    @Test func recordsComeBackBitForBit() throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(200, seed: 1) + [TestRecord([]), TestRecord([7])]
            try withStore(directory + "/s") { store in
                try store.store(records)
                #expect(store.missing(records) == [])
                let sums = store.statistics().kinds[.chunk]
                #expect(sums.records == records.count)
                #expect(sums.rawBytes == records.reduce(0) { $0 + $1.bytes.count })
                #expect(sums.storedBytes < sums.rawBytes)
            }
            try withStore(directory + "/s") { store in
                #expect(!store.isRebuilding)
                #expect(store.missing(records) == [])
                #expect(store.statistics().kinds[.chunk].records == records.count)
                #expect(store.statistics().packs > 3)
            }
        }
    }

    @Test func sameBytesAreStoredOnceForEachKind() throws {
        try withTemporaryDirectory { directory in
            let record = TestRecord(Array(repeating: 9, count: 5000))
            try withStore(directory + "/s") { store in
                for kind in RecordKind.allCases {
                    var ticket = DurabilityTicket()
                    #expect(try store.append(record, as: kind, covering: &ticket).isNew)
                    let again = try store.append(record, as: kind, covering: &ticket)
                    #expect(!again.isNew)
                    #expect(again.storedBytes < 200)
                    try store.writer.commit(ticket)
                    #expect(try store.reader.readAll(kind, record.digest) == record.bytes)
                    #expect(store.statistics().kinds[kind].records == 1)
                }
            }
            #expect(try StoreFiles(directory + "/s").packs("data").count == 1)
            #expect(try StoreFiles(directory + "/s").packs("meta").count == 1)
        }
    }

    @Test func ticketOfDurableRecordsIsEmpty() throws {
        try withTemporaryDirectory { directory in
            let record = TestRecord([1, 2, 3])
            try withStore(directory + "/s") { store in
                var first = DurabilityTicket()
                try store.append(record, covering: &first)
                #expect(!first.isEmpty)
                var second = DurabilityTicket()
                let known = try store.append(record, covering: &second)
                #expect(!known.isNew)
                #expect(!second.isEmpty)
                try store.writer.commit(first)
                try store.writer.commit(second)
                var third = DurabilityTicket()
                #expect(try store.locator.locate(.chunk, record.digest, covering: &third) != nil)
                #expect(third.isEmpty)
            }
        }
    }

    @Test func whatIsNotThereIsNotFound() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { store in
                let location = try store.locator.locate(.chunk, .zero)
                #expect(location == nil)
                let error = failure { try store.reader.readAll(.chunk, .zero) }
                #expect(error?.code == .notFound)
            }
            #expect(try StoreFiles(directory + "/s").packs() == [])
        }
    }

    @Test func oversizedRecordIsRefusedAndALargeRecipeIsNot() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { store in
                var generator = SplitMix64(seed: 3)
                let large = TestRecord(generator.bytes((4 << 20) + 1))
                var ticket = DurabilityTicket()
                let error = failure { try store.append(large, covering: &ticket) }
                #expect(error?.code == .invalidArgument)
                #expect(ticket.isEmpty)
                try store.store([large], as: .recipe)
                #expect(store.missing([large], as: .recipe) == [])
            }
            try withStore(directory + "/s") { #expect($0.statistics().kinds[.recipe].rawBytes == (4 << 20) + 1) }
        }
    }

    @Test func recordsOfAKindAreEnumeratedInTheirOrder() throws {
        try withTemporaryDirectory { directory in
            let commits = TestRecord.some(40, seed: 4)
            try withStore(directory + "/s") { store in
                try store.store(Array(commits[..<30]), as: .commit)
                try store.store(TestRecord.some(20, seed: 5), as: .recipe)
                var found: [Digest] = []
                try store.reader.forEachRecord(.commit) { digest, _ in found.append(digest) }
                #expect(found == commits[..<30].map(\.digest))
            }
            try withStore(directory + "/s") { store in
                try store.store(Array(commits[30...]), as: .commit)
                var found: [[UInt8]] = []
                try store.reader.forEachRecord(.commit) { _, bytes in found.append(Array(bytes)) }
                #expect(found == commits.map(\.bytes))
            }
        }
    }

    @Test func closedStoreRefuses() throws {
        try withTemporaryDirectory { directory in
            let store = try PackStore.open(directory: directory + "/s")
            try store.store(TestRecord.some(3, seed: 6))
            store.close()
            var ticket = DurabilityTicket()
            let error = failure { try store.append(TestRecord([1]), covering: &ticket) }
            #expect(error?.code == .failedPrecondition)
        }
    }
}
