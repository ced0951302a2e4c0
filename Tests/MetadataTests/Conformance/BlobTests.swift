import LockerBase
import Metadata
import Testing

@Suite struct BlobTests {
    @Test(arguments: Implementation.allCases) func anAccountOwnsWhatAnyRevisionOfAnyOfItsLibrariesHolds(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, ada, library in
            let photos = try store.libraries.ensure(named: "photos", of: ada)
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            let other = try store.libraries.ensure(named: "main", of: bob)
            try store.put([file("a", 1)], in: library)
            try store.put([file("a", 2)], in: library)
            try store.put([file("p", 3)], in: photos)
            try store.put([file("b", 2), file("c", 4)], in: other)

            try #expect(store.blobs.ownedEntry(holding: digest(1), account: ada) == file("a", 1))
            try #expect(store.blobs.ownedEntry(holding: digest(2), account: ada) == file("a", 2))
            try #expect(store.blobs.ownedEntry(holding: digest(3), account: ada) == file("p", 3))
            try #expect(store.blobs.ownedEntry(holding: digest(4), account: ada) == nil)
            try #expect(store.blobs.ownedEntry(holding: digest(2), account: bob) == file("b", 2))
            try #expect(store.blobs.ownedEntry(holding: digest(1), account: bob) == nil)
            let asked = [4, 3, 1, 3, 9].map { digest(UInt64($0)) }
            let all = try store.blobs.ownedEntries(holding: asked, account: ada)
            try #expect(all == [nil, file("p", 3), file("a", 1), file("p", 3), nil])
            try #expect(store.blobs.ownedEntries(holding: [], account: ada).isEmpty)
            // A track digest is not the name of a blob.
            try #expect(store.blobs.ownedEntry(holding: digest(1002), account: ada) == nil)
        }
    }

    @Test(arguments: Implementation.allCases) func eachBlobOfAnyRevisionIsToldOnceInOrder(_ kind: Implementation) throws
    {
        try withLibrary(kind) { store, ada, library in
            let photos = try store.libraries.ensure(named: "photos", of: ada)
            try store.put([file("a", 300), file("b", 2), folder("f"), link("l", to: "a")], in: library)
            try store.put([file("a", 4)], removing: [path("b")], in: library)
            try store.put([file("x", 2), file("y", 2), file("z", 5)], in: photos)
            try #expect(store.contents() == [2, 4, 5, 300].map { ContentName(blob: digest($0)) })
            try #expect(store.totals().blobs == 4)
        }
    }

    @Test(arguments: Implementation.allCases) func anErrorEndsTheWalkOverTheBlobs(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 1), file("b", 2)], in: library)
            var count = 0
            let error = lockerError {
                try store.blobs.walk { _ throws(LockerError) in
                    count += 1
                    throw LockerError(.tooMany, "enough")
                }
            }
            #expect(count == 1)
            #expect(error?.code == .tooMany && error?.message == "enough")
            try #expect(store.list(library).count == 2)
        }
    }

    @Test(arguments: Implementation.allCases) func usageAddsUpTheNewestRevisions(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            let photos = try store.libraries.ensure(named: "a photo album", of: ada)
            try store.put([file("a", 10), file("b", 20), link("l", to: "target"), folder("f")], in: library)
            try store.put([], removing: [path("a")], in: library)
            try store.put([file("x", 20)], in: photos)
            _ = try store.accounts.setQuota(99, ofAccountNamed: "ada")
            let usage = try store.accounts.usage(of: ada)
            #expect(usage.account.quota == 99)
            #expect(usage.files == 2 && usage.logicalBytes == 40)
            #expect(usage.libraries.map(\.name) == ["a photo album", "main"])
            #expect(usage.libraries.map(\.revision) == [1, 2])
            #expect(usage.libraries.map(\.files) == [1, 1])
            try #expect(store.totals().logicalBytes == 40)
        }
    }
}
