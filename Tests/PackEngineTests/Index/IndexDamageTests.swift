import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// One wrong byte in the index, wherever it is: nothing ends, and nothing is lost.
struct IndexDamageTests {
    private let records = TestRecord.some(30, seed: 140, upTo: 200)

    /// Options with which a small index has everything: runs that were merged, and changes in its journal.
    private static var options: StoreOptions {
        var options = StoreOptions.tiny
        options.indexRunRecords = 12
        return options
    }

    /// Makes a store and closes it, and runs `body` with its directory and the files of its index.
    private func withClosedStore(_ body: (String, IndexFiles) throws -> Void) throws {
        try withTemporaryDirectory(inMemory: true) { directory in
            let path = directory + "/s"
            try withStore(path, IndexDamageTests.options) { store in
                for start in stride(from: 0, to: records.count, by: 5) {
                    try store.store(Array(records[start..<start + 5]))
                    store.waitUntilIdle(indexing: true)
                }
            }
            let files = try StoreFiles(path).indexFiles()
            #expect(files.files.keys.contains { $0.hasPrefix("run-") } && files.files["journal"] != nil)
            try body(path, files)
        }
    }

    /// Opens the store in `path` with `files` as its index, and returns what is not as it should be.
    private func faults(_ path: String, _ files: IndexFiles) throws -> [String] {
        try files.write(to: path + "/index")
        return try withStore(path, IndexDamageTests.options) { store in
            let missing = store.missing(records).map { "\($0) is missing" }
            let found = store.health.findings.map { "\($0.pack.fileName) \($0.offset) is called damaged: \($0.reason)" }
            try store.waitForIndex()
            let count = store.statistics().kinds[.chunk].records
            return missing + found + (count == records.count ? [] : ["\(count) records are counted"])
        }
    }

    @Test(arguments: [0x01, 0x80, 0xFF] as [UInt8]) func everyByteMayBeWrong(mask: UInt8) throws {
        try withClosedStore { path, files in
            for (name, bytes) in files.files.sorted(by: { $0.key < $1.key }) {
                // One bit of each byte; two more patterns here and there.
                for offset in stride(from: 0, to: bytes.count, by: mask == 1 ? 1 : 7) {
                    let wrong = try faults(path, files.flipped(name, offset, mask))
                    if !wrong.isEmpty { Issue.record("\(name), byte \(offset) ^ \(mask): \(wrong)") }
                }
            }
        }
    }

    @Test func everyLengthMayBeWrong() throws {
        try withClosedStore { path, files in
            for (name, bytes) in files.files.sorted(by: { $0.key < $1.key }) {
                for length in stride(from: 0, to: bytes.count, by: 8) {
                    var cut = files
                    cut.files[name] = Array(bytes.prefix(length))
                    let wrong = try faults(path, cut)
                    if !wrong.isEmpty { Issue.record("\(name), cut to \(length) bytes: \(wrong)") }
                }
            }
        }
    }

    @Test func everyFileMayBeMissing() throws {
        try withClosedStore { path, files in
            for name in files.files.keys.sorted() {
                var rest = files
                rest.files[name] = nil
                let wrong = try faults(path, rest)
                #expect(wrong == [], "\(name) is missing")
            }
        }
    }

    /// What is damaged while the store is open is made anew while it is open, and its readers wait.
    @Test func aRunThatIsDamagedInUseIsMadeAnew() throws {
        try withClosedStore { path, files in
            let offsets = Array(stride(from: 0, to: 1200, by: 97))
            var met = 0
            for offset in offsets {
                try files.write(to: path + "/index")
                let events = EventLog()
                try withStore(path, IndexDamageTests.options, events: events) { store in
                    let fresh = TestRecord.some(4, seed: UInt64(1000 + offset), upTo: 200)
                    try store.store(fresh)
                    try store.waitForIndex()
                    let current = try StoreFiles(path).indexFiles()
                    let name = try #require(current.files.keys.filter { $0.hasPrefix("run-") }.max())
                    _ = try makeFile(path + "/index/" + name, current.flipped(name, offset, 4).files[name] ?? [])
                    #expect(store.missing(records + fresh) == [], "byte \(offset) of \(name)")
                    try store.waitForIndex()
                    #expect(store.missing(records + fresh) == [])
                    let seen = records.count + 4 * (offset / 97 + 1)
                    #expect(store.statistics().kinds[.chunk].records == seen)
                    #expect(store.health.findings.isEmpty)
                }
                let news = events.descriptions.filter { $0.contains("does not match its checksum") }
                #expect(news.count <= 1, "\(events.descriptions)")
                met += news.count
            }
            // A block that was read before is in memory, and not read again; and a run that was merged meanwhile is not
            // read.
            #expect(met >= offsets.count / 2)
        }
    }

    /// The same while others write, find and read.
    @Test func aRunThatIsDamagedInUseIsMadeAnewBesideEverythingElse() throws {
        try withClosedStore { path, files in
            try withStore(path, IndexDamageTests.options) { store in
                try inParallel(4) { [records] number in
                    for round in 0..<20 {
                        let fresh = TestRecord.some(3, seed: UInt64(5000 + number * 100 + round), upTo: 200)
                        try store.store(fresh)
                        if number == 0, let current = try? StoreFiles(path).indexFiles() {
                            for (name, bytes) in current.files where name.hasPrefix("run-") && round % 3 == 0 {
                                guard bytes.count > 500, access(path + "/index/" + name, F_OK) == 0 else { continue }
                                _ = try makeFile(
                                    path + "/index/" + name, current.flipped(name, 100 + round, 1).files[name] ?? [])
                            }
                        }
                        #expect(store.missing(records + fresh) == [])
                    }
                }
                #expect(store.health.findings.isEmpty)
            }
        }
    }

    /// A pack that is put back while the store is open: the index does not know its records, and they are found all the
    /// same.
    @Test func whatTheIndexLacksIsFoundInThePacks() throws {
        try withClosedStore { path, files in
            let pack = try #require(try StoreFiles(path).packs("data").first)
            let events = EventLog()
            try withStore(path, IndexDamageTests.options, events: events) { store in
                rename(pack, path + "/aside")
                try store.completeIndex { _, _ in }
                let gone = records.filter { (try? store.locator.locate(.chunk, $0.digest)) == .some(nil) }
                #expect(!gone.isEmpty)
                rename(path + "/aside", pack)
                #expect(store.missing(records) == [])
            }
            #expect(events.contains("the index lacked"))
        }
    }

    /// What nobody has costs one look into the packs, and not one each time.
    @Test func whatIsNowhereIsLookedForOnce() throws {
        try withTemporaryDirectory(inMemory: true) { directory in
            let disk = SimulatedStorage()
            try withStore(directory + "/s", storage: disk) { try $0.store(records) }
            try withStore(directory + "/s", storage: disk) { store in
                let nowhere = TestRecord.some(20, seed: 141).map(\.digest)
                var reads: [Int] = []
                for digest in nowhere {
                    let before = disk.disk.withLock { $0.reads }
                    #expect(failure(of: { try store.reader.readAll(.chunk, digest) })?.code == .notFound)
                    let named = try store.reader.locateNamed(.recipe, digest)
                    #expect(named == nil)
                    reads.append(disk.disk.withLock { $0.reads } - before)
                }
                #expect(reads[0] > 0 && reads.dropFirst().allSatisfy { $0 == 0 })
            }
        }
    }
}
