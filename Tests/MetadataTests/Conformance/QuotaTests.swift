import LockerBase
import Metadata
import Testing

@Suite struct QuotaTests {
    @Test(arguments: Implementation.allCases) func commitsToSeveralLibrariesAtOnceCannotExceedTheQuotaTogether(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, ada, _ in
            _ = try store.accounts.setQuota(250, ofAccountNamed: "ada")
            let libraries = try (0..<4).map { try store.libraries.ensure(named: "l\($0)", of: ada) }
            // Each is worked out before any is committed, as at the same time.
            let deltas = try libraries.map {
                try store.commits.effectiveDelta(of: [file("a", 100)], removals: [], in: $0)
            }
            for delta in deltas.prefix(2) { _ = try store.commits.commit(delta, as: digest(1), created: 1) }
            for (delta, library) in zip(deltas, libraries).dropFirst(2) {
                let error = lockerError { try store.commits.commit(delta, as: digest(1), created: 1) }
                #expect(error?.code == .overQuota)
                #expect(
                    error?.message == "account ada would hold 300 bytes, and its quota is 250; remove files, or ask "
                        + "the operator for more")
                try #expect(store.list(library).isEmpty)
            }
            try #expect(store.accounts.usage(of: ada).logicalBytes == 200)
        }
    }

    @Test(arguments: Implementation.allCases) func aQuotaIsFilledToItsLastByte(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            _ = try store.accounts.setQuota(100, ofAccountNamed: "ada")
            #expect(lockerError { try store.put([file("a", 101)], in: library) }?.code == .overQuota)
            try #expect(store.put([file("a", 100)], in: library).logicalBytes == 100)
        }
    }

    @Test(arguments: Implementation.allCases) func aRevisionThatLeavesTheLibraryNoLargerPassesOverAnyQuota(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a", 100), file("b", 50)], in: library)
            _ = try store.accounts.setQuota(10, ofAccountNamed: "ada")
            try #expect(store.put([file("c", 100)], removing: [path("a")], in: library).logicalBytes == 150)
            try #expect(store.put([], removing: [path("b")], in: library).logicalBytes == 100)
            #expect(lockerError { try store.put([file("d", 1)], in: library) }?.code == .overQuota)
        }
    }

    @Test(arguments: Implementation.allCases) func othersCountForNobody(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: 10, created: 1)
            try store.put([file("a", 100)], in: library)
            try #expect(store.put([file("a", 10)], in: store.libraries.ensure(named: "main", of: bob)).number == 1)
        }
    }

    @Test(arguments: Implementation.allCases) func moreBytesThanCanBeCountedAreRefused(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            let most = { (name: String) in
                Entry(path: try path(name), kind: .file, size: .max, blob: digest(1), modified: 1)
            }
            let one = lockerError { try store.put([most("a"), most("b")], in: library) }
            #expect(one?.code == .overQuota && one?.message.contains("'main'") == true)
            try store.put([most("a")], in: library)
            let other = try store.libraries.ensure(named: "other", of: ada)
            let two = lockerError { try store.put([most("a")], in: other) }
            #expect(two?.code == .overQuota && two?.message.contains("more bytes than can be counted") == true)
            try #expect(store.accounts.usage(of: ada).logicalBytes == .max)

            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            try store.put([most("a")], in: store.libraries.ensure(named: "main", of: bob))
            try #expect(store.totals().logicalBytes == .max)
        }
    }

    @Test(arguments: Implementation.allCases) func theUsageOfAllAccountsIsThatOfEach(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: 9, created: 1)
            let zoe = try store.accounts.add(named: "Zoe", userID: nil, role: .frontend, quota: nil, created: 1)
            try store.put([file("a", 10)], in: library)
            try store.put([file("b", 20)], in: store.libraries.ensure(named: "albums", of: ada))
            try store.put([file("c", 3)], in: store.libraries.ensure(named: "main", of: bob))
            _ = try store.libraries.ensure(named: "empty", of: bob)
            let usages = try store.accounts.usages()
            try #expect(usages == [zoe, ada, bob].map { try store.accounts.usage(of: $0) })
            #expect(usages.map(\.logicalBytes) == [0, 30, 3])
            #expect(usages[1].libraries.map(\.name) == ["albums", "main"])
        }
    }

    @Test(arguments: Implementation.allCases) func namesFoldersAndRevisionsCountForSomething(_ kind: Implementation)
        throws
    {
        try withLibrary(kind) { store, ada, library in
            _ = try store.accounts.setQuota(1_000_000, ofAccountNamed: "ada")
            let long = String(repeating: "x", count: 244)
            func folders(_ number: Int) throws -> [Entry] {
                try (0..<1000).map { try folder("\(number)/\(long)/\($0 + 1000)") }
            }
            var made = 0
            let error = lockerError {
                while made < 20 {
                    try store.put(try folders(made), in: library)
                    made += 1
                }
            }
            // A thousand take some 500 KB; one MiB is free.
            #expect((3...5).contains(made))
            #expect(error?.code == .overQuota && error?.message.contains("for names and revisions") == true)
            try #expect(
                store.accounts.usage(of: ada).logicalBytes == 0 && store.accounts.usage(of: ada).charge <= 1_000_000)
            // Renaming adds, and removing is always taken.
            #expect(lockerError { try store.put([folder("other")] + folders(99), in: library) }?.code == .overQuota)
            let all = try store.list(library).map(\.path)
            try #expect(store.put([], removing: all, in: library).removed == Int64(all.count))
            // What the old revisions held is counted until they are gone.
            #expect(lockerError { try store.put(folders(0), in: library) }?.code == .overQuota)
            let newest = try #require(try store.libraries.library(named: "main", of: ada)?.newest)
            _ = try store.revisions.expire(library, before: newest)
            try #expect(store.accounts.holdings(of: ada).charge == 0)
            try #expect(store.put(folders(0), in: library).added == 1000)
        }
    }

    @Test(arguments: Implementation.allCases) func whatIsSaidOfRevisionsCounts(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            try say(Provenance(origin: origin(1), note: "wörter"), [file("a", 1)], in: library, of: store)
            // The path, the note, the folder and the device's name.
            try #expect(store.accounts.holdings(of: ada).nameBytes == 1 + 7 + 6 + 8)
            try store.revisions.setNote("x", ofRevision: 1, of: library)
            try #expect(store.accounts.holdings(of: ada).nameBytes == 1 + 1 + 6 + 8)
            try store.put([file("b", 1)], in: library)
            _ = try store.revisions.expire(library, before: 2)
            try #expect(store.accounts.holdings(of: ada).nameBytes == 1 + 1)
            _ = try store.accounts.setQuota(100_000, ofAccountNamed: "ada")
            let long = Provenance(note: String(repeating: "x", count: 4096))
            var made = 0
            let error = lockerError {
                while made < 400 {
                    try say(long, [file("a", Int64(made + 2))], in: library, of: store)
                    made += 1
                }
            }
            // Each takes 5,377 bytes; one MiB is free.
            #expect((200...215).contains(made) && error?.code == .overQuota)
        }
    }

    @Test(arguments: Implementation.allCases) func anAccountHasSoManyLibraries(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, main in
            let most = Int(Library.maximumPerAccount)
            for number in 1..<most { _ = try store.libraries.ensure(named: "l\(number)", of: ada) }
            let error = lockerError { try store.libraries.ensure(named: "more", of: ada) }
            #expect(error?.code == .tooMany && error?.message.contains("256") == true)
            try #expect(store.libraries.ensure(named: "main", of: ada) == main)
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            _ = try store.libraries.ensure(named: "more", of: bob)
            // One that has no revision may go.
            try store.libraries.forgetEmpty(main)
            _ = try store.libraries.ensure(named: "more", of: ada)
        }
    }
}
