import Glibc
import LockerTestSupport
import POSIXSupport
import PackEngine
import Testing

/// A copy of the packs is that of the packs there are.
struct CopyTests {
    /// A compaction gives up the newest pack, and the next start gives its number again.
    @Test func aPackOfTheSameNameAndSizeIsNotTakenForTheOneThatWasCopied() throws {
        try withTemporaryDirectory { directory in
            var generator = SplitMix64(seed: 140)
            let (old, new) = (TestRecord(generator.bytes(5000)), TestRecord(generator.bytes(5000)))
            try withStore(directory + "/s") { try $0.store([old]) }
            try withStore(directory + "/s") { store in
                #expect(try copy(store, to: directory + "/copy").linked == 1)
                for name in try store.compaction.begin() {
                    _ = try store.compaction.empty(name, keeping: RecordSet()) { _ in }
                }
            }
            try withStore(directory + "/s") { try $0.store([new]) }
            try withStore(directory + "/s") { store in
                _ = try copy(store, to: directory + "/copy")
                #expect(try copy(store, to: directory + "/copy").kept == 1)
            }
            try StoreFiles(directory + "/s").copyIdentity(to: directory + "/restored")
            let packs = try DirectoryStorage(path: directory + "/copy")
            try withStore(directory + "/restored", storage: packs) { #expect($0.missing([new]) == []) }
        }
    }

    /// A store with packs that are sealed and a pack that is open, its copy, and what has come since.
    private func withChanges(
        _ options: StoreOptions = .small,
        _ body: (
            _ store: PackStore, _ disk: SimulatedStorage, _ directory: String, _ older: [TestRecord],
            _ newer: [TestRecord]
        )
            throws -> Void
    ) throws {
        try withTemporaryDirectory(inMemory: true) { directory in
            let disk = SimulatedStorage()
            let (first, second, third) = (
                TestRecord.some(4, seed: 1), TestRecord.some(4, seed: 2), TestRecord.some(4, seed: 3)
            )
            mkdir(directory + "/s", 0o700)
            try withStore(directory + "/s", options, storage: disk) { try $0.store(first) }
            try withStore(directory + "/s", options, storage: disk) { store in
                try store.store(second)
                _ = try copy(store, to: directory + "/copy")
                try store.store(third)
                try body(store, disk, directory, first + second, third)
            }
        }
    }

    /// What a store that is put together of the copy does not give back.
    private func missing(_ records: [TestRecord], in directory: String) throws -> Int {
        try withTemporaryDirectory(inMemory: true) { place in
            try StoreFiles(directory + "/s").copyIdentity(to: place + "/restored")
            mkdir(place + "/restored/packs", 0o700)
            for path in try StoreFiles(directory).files(in: "/copy") {
                let name = path.split(separator: "/").last.map(String.init) ?? ""
                try makeFile(place + "/restored/packs/" + name, try contents(of: path))
            }
            return try withStore(place + "/restored") { $0.missing(records).count }
        }
    }

    /// Each call that a second copy makes of the store's disk fails once.
    @Test func aCopyThatFailsLeavesTheOneBefore() throws {
        var (number, isDone) = (0, false)
        for operation in [SimulatedStorage.Operation.list, .open, .size, .read] {
            (number, isDone) = (0, false)
            while !isDone {
                try withChanges { store, disk, directory, older, newer in
                    store.waitUntilIdle()
                    disk.fail(operation, after: number, with: EIO)
                    let copied = try? copy(store, to: directory + "/copy")
                    isDone = disk.disk.withLock { $0.faults.allSatisfy { $0.after >= 0 } }
                    #expect(try missing(older, in: directory) == 0, "\(operation) \(number)")
                    if copied != nil { #expect(try missing(newer, in: directory) == 0, "\(operation) \(number)") }
                    disk.repair()
                    _ = try copy(store, to: directory + "/copy")
                    #expect(try missing(older + newer, in: directory) == 0, "\(operation) \(number)")
                }
                number += 1
            }
            #expect(number > 1, "\(operation) is never made")
        }
    }

    /// A draft that a process left may be another name of a pack of the store's.
    @Test func whatIsLeftOfACopyGoesAndTakesNothingAlong() throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(5, seed: 4)
            try withStore(directory + "/s") { try $0.store(records) }
            try withStore(directory + "/s") { store in
                mkdir(directory + "/copy", 0o700)
                for path in try StoreFiles(directory + "/s").packs() {
                    let name = path.split(separator: "/").last.map(String.init) ?? ""
                    #expect(link(path, directory + "/copy/" + name + ".part") == 0)
                }
                try makeFile(directory + "/copy/note.part", [1])
                _ = try copy(store, to: directory + "/copy")
                let left = try StoreFiles(directory).files(in: "/copy").filter { $0.hasSuffix(".part") }
                #expect(left == [directory + "/copy/note.part"])
                #expect(store.missing(records) == [])
            }
            #expect(try missing(records, in: directory) == 0)
        }
    }

    /// Who serves a copy seals what was open in it; the store's pack went on.
    @Test func aCopyThatWasServedGetsWhatCameSince() throws {
        try withChanges { store, _, directory, older, newer in
            try StoreFiles(directory + "/s").copyIdentity(to: directory + "/served")
            let packs = try DirectoryStorage(path: directory + "/copy")
            try withStore(directory + "/served", storage: packs) { #expect($0.missing(older) == []) }
            _ = try copy(store, to: directory + "/copy")
            #expect(try missing(older + newer, in: directory) == 0)
        }
    }

    /// A pack that the store has lost, or that was cut off there, is whole in the copy alone.
    @Test(arguments: [true, false]) func whatTheStoreHasLostStaysInTheCopy(isGone: Bool) throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(8, seed: 5)
            try withStore(directory + "/s") { try $0.store(records) }
            try withStore(directory + "/s") { _ = try copy($0, to: directory + "/copy") }
            for path in try StoreFiles(directory + "/s").packs("data") {
                // Another file of that name: the one that was there is linked.
                let bytes = try contents(of: path)
                #expect(unlink(path) == 0)
                if !isGone { try makeFile(path, Array(bytes.prefix(bytes.count / 2))) }
            }
            for _ in 0..<2 {
                try withStore(directory + "/s") { store in
                    _ = try copy(store, to: directory + "/copy")
                    let others = try store.backup.removeOthers(in: directory + "/copy")
                    #expect(others.removed == 0 && others.lost == (isGone ? 1 : 0))
                }
            }
            #expect(try missing(records, in: directory) == 0)
        }
    }

    private func copy(_ store: PackStore, to path: String) throws -> CopiedPacks {
        try store.backup.copyPacks(to: path) { _, _ in }
    }
}
