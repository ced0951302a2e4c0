import LockerTestSupport
import Metadata
import Testing

@Suite struct AccountTests {
    @Test(arguments: Implementation.allCases) func anAccountIsFoundByNameAndBySystemUser(_ kind: Implementation) throws
    {
        try withLibrary(kind) { store, ada, _ in
            let web = try store.accounts.add(named: "web", userID: nil, role: .frontend, quota: 9, created: 2)
            try #expect(store.accounts.account(named: "ada") == ada)
            try #expect(store.accounts.account(userID: 1000) == ada)
            try #expect(store.accounts.account(named: "web") == web)
            #expect(web.role == .frontend && web.quota == 9 && web.userID == nil && web.created == 2)
            try #expect(store.accounts.account(named: "Ada") == nil)
            try #expect(store.accounts.account(userID: 0) == nil)
        }
    }

    @Test(arguments: Implementation.allCases) func theHighestSystemUserIsKept(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, _ in
            let nobody = try store.accounts.add(named: "n", userID: .max, role: .user, quota: nil, created: 1)
            try #expect(store.accounts.account(userID: .max) == nobody)
        }
    }

    @Test(arguments: Implementation.allCases) func accountsComeInTheOrderOfTheirNames(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, _ in
            for name in ["zoe", "Bob", "bob"] {
                _ = try store.accounts.add(named: name, userID: nil, role: .user, quota: nil, created: 1)
            }
            try #expect(store.accounts.all().map(\.name) == ["Bob", "ada", "bob", "zoe"])
        }
    }

    @Test(arguments: Implementation.allCases) func theRefusalOfATakenNameOrUserSaysWhich(_ kind: Implementation) throws
    {
        try withLibrary(kind) { store, _, _ in
            let name = lockerError {
                try store.accounts.add(named: "ada", userID: 5, role: .user, quota: nil, created: 1)
            }
            #expect(name?.code == .alreadyExists)
            #expect(name?.message.contains("of this name") == true)
            let user = lockerError {
                try store.accounts.add(named: "bob", userID: 1000, role: .user, quota: nil, created: 1)
            }
            #expect(user?.code == .alreadyExists)
            #expect(user?.message.contains("uid 1000 is bound to account 'ada'") == true)
            #expect(user?.details == [.account: "ada", .uid: "1000"])
            try #expect(store.accounts.all().map(\.name) == ["ada"])
        }
    }

    @Test(arguments: Implementation.allCases) func aQuotaIsSetAndTakenAway(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, _ in
            try #expect(store.accounts.setQuota(0, ofAccountNamed: "ada").quota == 0)
            try #expect(store.accounts.account(named: "ada")?.quota == 0)
            try #expect(store.accounts.setQuota(nil, ofAccountNamed: "ada").quota == nil)
            #expect(lockerError { try store.accounts.setQuota(-1, ofAccountNamed: "ada") }?.code == .invalidArgument)
            #expect(lockerError { try store.accounts.setQuota(1, ofAccountNamed: "eve") }?.code == .notFound)
        }
    }

    @Test(arguments: Implementation.allCases) func removingAnAccountDropsItsLibrariesAndNobodyElses(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, ada, library in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            let other = try store.libraries.ensure(named: "main", of: bob)
            try store.put([file("a", 1), file("b", 2)], in: library)
            try store.put([], removing: [path("a")], in: library)
            try store.put([file("b", 2)], in: other)
            try store.accounts.remove(named: "ada")

            try #expect(store.accounts.account(named: "ada") == nil)
            try #expect(store.libraries.library(named: "main", of: ada) == nil)
            try #expect(store.revisions.list(of: library, before: nil, limit: 9).isEmpty)
            #expect(lockerError { try store.list(library) }?.code == .notFound)
            #expect(lockerError { try store.put([file("c")], in: library) }?.code == .notFound)
            #expect(lockerError { try store.libraries.ensure(named: "main", of: ada) }?.code == .notFound)
            #expect(lockerError { try store.accounts.usage(of: ada) }?.code == .notFound)
            #expect(lockerError { try store.accounts.remove(named: "ada") }?.code == .notFound)
            let totals = try store.totals()
            #expect(totals.accounts == 1 && totals.blobs == 1 && totals.logicalBytes == 2)
            try #expect(store.list(other) == [file("b", 2)])
        }
    }

    @Test(arguments: Implementation.allCases)
    func anAccountThatWasPreparedIsGivenItsNumberAlone(_ kind: Implementation) throws {
        try kind.withStore { store in
            let lost = try store.accounts.prepare(named: "ada", userID: 1, role: .user, quota: nil, created: 1)
            let ada = try store.accounts.prepare(named: "ada", userID: 1, role: .user, quota: nil, created: 2)
            #expect(ada.id == lost.id + 1)
            try store.accounts.add(ada)
            #expect(lockerError { try store.accounts.add(lost) }?.code == .alreadyExists)
            try #expect(store.accounts.all() == [ada])
        }
    }

    @Test(arguments: Implementation.allCases) func aRemovedAccountsLibraryIsNotMistakenForALaterOne(
        _ kind: Implementation
    ) throws {
        try withLibrary(kind) { store, _, library in
            try store.accounts.remove(named: "ada")
            let again = try store.accounts.add(named: "ada", userID: 1000, role: .user, quota: nil, created: 9)
            let fresh = try store.libraries.ensure(named: "main", of: again)
            try store.put([file("secret")], in: fresh)
            #expect(lockerError { try store.list(library) }?.code == .notFound)
        }
    }
}
