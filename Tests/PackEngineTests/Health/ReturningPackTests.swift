import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A pack that was compacted comes back: a crash lost its removal, or somebody put packs/ back from a backup.
struct ReturningPackTests {
    /// A store that held `records` in sealed packs and keeps half of them, which a compaction has moved. Hands the
    /// packs as they were before to `body`, with the directory.
    private func withMoved(
        _ records: [TestRecord], _ body: (String, [TestRecord], [String: [UInt8]]) throws -> Void
    ) throws {
        let kept = records.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        try withTemporaryDirectory { directory in
            let store = directory + "/s"
            try withStore(store) { try $0.store(records) }
            var before: [String: [UInt8]] = [:]
            for path in try StoreFiles(store).packs() { before[path] = try contents(of: path) }
            try withStore(store) { open in
                var needed = RecordSet()
                for record in kept { needed.insert(try #require(try open.locator.locate(.chunk, record.digest))) }
                let plan = try open.compaction.plan(try open.compaction.begin(), keeping: needed, maximumUnused: 0)
                for name in plan.dead + plan.rewritten { _ = try open.compaction.empty(name, keeping: needed) { _ in } }
                open.compaction.end()
            }
            for path in try StoreFiles(store).packs() { before[path] = nil }
            #expect(before.count > 1)
            try body(store, kept, before)
        }
    }

    @Test func theNewerWholeCopyIsFound() throws {
        try withMoved(TestRecord.some(300, seed: 1)) { directory, kept, before in
            for (path, bytes) in before {
                // Damaged where the first records are, and with a whole list of them.
                var damaged = bytes
                for offset in PackFormat.headerLength..<bytes.count / 2 { damaged[offset] ^= 0x55 }
                try makeFile(path, damaged)
            }
            try withStore(directory) { store in
                try store.waitForIndex()
                #expect(store.missing(kept) == [])
                #expect(store.health.findings == [])
            }
        }
    }

    @Test func itIsGivenBackAgain() throws {
        try withMoved(TestRecord.some(300, seed: 2)) { directory, kept, before in
            let packs = try StoreFiles(directory).packs().count
            for (path, bytes) in before { try makeFile(path, bytes) }
            try withStore(directory) { store in
                var needed = RecordSet()
                let candidates = try store.compaction.begin()
                for record in kept { needed.insert(try #require(try store.locator.locate(.chunk, record.digest))) }
                let plan = try store.compaction.plan(candidates, keeping: needed, maximumUnused: 0)
                #expect(plan.dead.count == before.count && plan.rewritten.isEmpty)
                for name in plan.dead { _ = try store.compaction.empty(name, keeping: needed) { _ in } }
                store.compaction.end()
                #expect(store.missing(kept) == [])
            }
            #expect(try StoreFiles(directory).packs().count == packs)
        }
    }
}
