import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// What is done with all of the metadata at once, by the words of ``MetadataFactory`` and ``MetadataBackEnd`` alone.
@Suite struct BackEndTests {
    private func names(_ factory: any MetadataFactory) throws -> [String] {
        let store = try factory.open(readers: 1)
        defer { store.close() }
        return try store.accounts.all().map(\.name)
    }

    private func add(_ name: String, to store: any MetadataStore) throws {
        _ = try store.accounts.add(named: name, userID: nil, role: .user, quota: nil, created: 1)
    }

    /// A draft with one account, told again from somewhere.
    @discardableResult
    private func writeDraft(_ name: String, of factory: any MetadataFactory) throws -> MetadataCounts {
        try factory.writeDraft { (rebuild) throws(LockerError) in
            try rebuild.add(Account(id: 7, name: name, userID: nil, role: .user, quota: nil, created: 1))
            var counters = MetadataCounters()
            (counters.account, counters.library, counters.record) = (9, 4, 100)
            try rebuild.set(counters)
        }
    }

    @Test func aSnapshotIsAStoreOfItsOwnOnceItIsPlaced() throws {
        try withTemporaryDirectory { folder in
            try withTemporaryDirectory { backup in
                let (here, there) = (MetadataStores.embedded(in: folder), MetadataStores.embedded(in: backup))
                let store = try here.open(readers: 1)
                defer { store.close() }
                try add("ada", to: store)
                try store.writeSnapshot(to: backup)
                try add("bob", to: store)
                #expect(!there.exists && here.exists)
                try there.placeDraft()
                #expect(there.exists)
                try #expect(names(there) == ["ada"])
                // A later one takes its place.
                try store.writeSnapshot(to: backup)
                try #expect(names(there) == ["ada"])
                try there.placeDraft()
                try #expect(names(there) == ["ada", "bob"])
                try #expect(store.accounts.all().map(\.name) == ["ada", "bob"])
            }
        }
    }

    @Test func aDraftIsTakenWhileTheStoreIsOpenAndNumbersGoOnBehindIts() throws {
        try withTemporaryDirectory { folder in
            let factory = MetadataStores.embedded(in: folder)
            let store = try factory.open(readers: 1)
            defer { store.close() }
            try add("ada", to: store)
            try #expect(store.sequence.next(1) == 1)
            try #expect(writeDraft("eve", of: factory).accounts == 1)
            try #expect(store.accounts.all().map(\.name) == ["ada"])
            try store.takeDraft()
            try #expect(store.accounts.all().map(\.name) == ["eve"])
            try #expect(store.sequence.next(1) == 101)
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            try #expect(bob.id == 10 && store.libraries.ensure(named: "main", of: bob).id == 5)
        }
    }

    @Test func aDraftTakesThePlaceOfMetadataThatNobodyHasOpen() throws {
        try withTemporaryDirectory { folder in
            let factory = MetadataStores.embedded(in: folder)
            do {
                let store = try factory.open(readers: 1)
                defer { store.close() }
                try add("ada", to: store)
            }
            try writeDraft("eve", of: factory)
            try factory.exchangeForDraft()
            try #expect(names(factory) == ["eve"])
        }
    }

    @Test func aDraftThatFailsOrIsRemovedIsNone() throws {
        try withTemporaryDirectory { folder in
            let factory = MetadataStores.embedded(in: folder)
            let error = lockerError {
                try factory.writeDraft { (_) throws(LockerError) in throw LockerError(.tooMany, "enough") }
            }
            #expect(error?.code == .tooMany)
            #expect(lockerError { try factory.placeDraft() } != nil)
            try writeDraft("eve", of: factory)
            factory.removeDraft()
            #expect(lockerError { try factory.placeDraft() } != nil)
            #expect(!factory.exists)
        }
    }
}
