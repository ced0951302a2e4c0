import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// Whose a store is, and which versions may open it.
struct OwnershipTests {
    @Test func runningStoreIsOwned() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { _ in
                let error = failure { try PackStore.open(directory: directory + "/s") }
                #expect(error?.code == .failedPrecondition)
                #expect(error?.message.contains("owned by a running lockerd (pid \(getpid()))") == true)
            }
            try withStore(directory + "/s") { _ in }
        }
    }

    /// The owner's number is for a message; /dev/full stands for the disk that has no room for it.
    @Test func fullDiskDoesNotKeepAStoreFromBeingOpened() throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(5, seed: 94)
            try withStore(directory + "/s") { try $0.store(records) }
            unlink(directory + "/s/lock")
            symlink("/dev/full", directory + "/s/lock")
            try withStore(directory + "/s") { #expect($0.missing(records) == []) }
        }
    }

    @Test func storeKeepsItsIdentityWithoutItsFile() throws {
        try withTemporaryDirectory { directory in
            let records = TestRecord.some(5, seed: 95)
            let first = try withStore(directory + "/s") { store in
                try store.store(records)
                return store.storeID
            }
            unlink(directory + "/s/store")
            unlink(directory + "/s/lock")
            try withStore(directory + "/s") { store in
                #expect(store.storeID == first)
                #expect(!store.isRebuilding)
                #expect(store.missing(records) == [])
            }
        }
    }

    @Test func storeOfANewerFormatIsRefused() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(TestRecord.some(2, seed: 96)) }
            try rewrite(directory + "/s/store") { $0 = Array("locker-store 3\nkey value\n".utf8) }
            let error = failure { try PackStore.open(directory: directory + "/s") }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.message.contains("format 3") == true)
            #expect(error?.message.contains("format 2") == true)
        }
    }

    @Test func garbledStoreFileIsDataLoss() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { _ in }
            for text in ["", "locker-store one\n", "locker-store 1\n", "locker-store 1\nid 12\n"] {
                try rewrite(directory + "/s/store") { $0 = Array(text.utf8) }
                let error = failure { try PackStore.open(directory: directory + "/s") }
                #expect(error?.code == .dataLoss, "\(text)")
            }
        }
    }

    @Test func packOfANewerFormatIsRefused() throws {
        try withTemporaryDirectory { directory in
            try withStore(directory + "/s") { try $0.store(TestRecord.some(2, seed: 97)) }
            let path = try #require(try StoreFiles(directory + "/s").packs().first)
            // Version 3, with the checksum that XXH3-64 gives such a header.
            let newer = PackHeader(
                name: PackName(.data, 2), storeID: .random(), salt: 1, created: 1
            ).encoded(version: 3)
            try makeFile(directory + "/s/packs/data-0000000002.pack", newer)
            let error = failure { try PackStore.open(directory: directory + "/s") }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.message.contains("data-0000000002.pack: the pack has format 3") == true)
            unlink(directory + "/s/packs/data-0000000002.pack")
            #expect(try contents(of: path).count > 64)
        }
    }
}
