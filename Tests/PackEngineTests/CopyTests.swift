import LockerTestSupport
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
                for name in try store.beginCompaction() { _ = try store.empty(name, keeping: RecordSet()) { _ in } }
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

    private func copy(_ store: PackStore, to path: String) throws -> PackStore.Copied {
        try store.copyPacks(to: path) { _, _ in }
    }
}
