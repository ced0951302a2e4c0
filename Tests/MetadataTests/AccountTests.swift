import LockerTestSupport
import Metadata
import Testing

@Suite struct AccountTests {
    @Test func anAccountIsFoundByNameAndBySystemUser() throws {
        try withLibrary { store, ada, _ in
            let web = try store.addAccount(named: "web", userID: nil, role: .frontend, quota: 9, created: 2)
            try #expect(store.account(named: "ada") == ada)
            try #expect(store.account(userID: 1000) == ada)
            try #expect(store.account(named: "web") == web)
            #expect(web.role == .frontend && web.quota == 9 && web.userID == nil && web.created == 2)
            try #expect(store.account(named: "Ada") == nil)
            try #expect(store.account(userID: 0) == nil)
        }
    }

    @Test func theHighestSystemUserIsKept() throws {
        try withLibrary { store, _, _ in
            let nobody = try store.addAccount(named: "n", userID: .max, role: .user, quota: nil, created: 1)
            try #expect(store.account(userID: .max) == nobody)
        }
    }

    @Test func accountsComeInTheOrderOfTheirNames() throws {
        try withLibrary { store, _, _ in
            for name in ["zoe", "Bob", "bob"] {
                _ = try store.addAccount(named: name, userID: nil, role: .user, quota: nil, created: 1)
            }
            try #expect(store.accounts().map(\.name) == ["Bob", "ada", "bob", "zoe"])
        }
    }

    @Test func theRefusalOfATakenNameOrUserSaysWhich() throws {
        try withLibrary { store, _, _ in
            let name = lockerError {
                try store.addAccount(named: "ada", userID: 5, role: .user, quota: nil, created: 1)
            }
            #expect(name?.code == .alreadyExists)
            #expect(name?.message.contains("of this name") == true)
            let user = lockerError {
                try store.addAccount(named: "bob", userID: 1000, role: .user, quota: nil, created: 1)
            }
            #expect(user?.code == .alreadyExists)
            #expect(user?.message.contains("uid 1000 is bound to account 'ada'") == true)
            #expect(user?.details == [.account: "ada", .uid: "1000"])
            try #expect(store.accounts().map(\.name) == ["ada"])
        }
    }

    @Test func aQuotaIsSetAndTakenAway() throws {
        try withLibrary { store, _, _ in
            try #expect(store.setQuota(0, ofAccountNamed: "ada").quota == 0)
            try #expect(store.account(named: "ada")?.quota == 0)
            try #expect(store.setQuota(nil, ofAccountNamed: "ada").quota == nil)
            #expect(lockerError { try store.setQuota(-1, ofAccountNamed: "ada") }?.code == .invalidArgument)
            #expect(lockerError { try store.setQuota(1, ofAccountNamed: "eve") }?.code == .notFound)
        }
    }

    @Test func removingAnAccountDropsItsLibrariesAndNobodyElses() throws {
        try withLibrary { store, ada, library in
            let bob = try store.addAccount(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            let other = try store.ensureLibrary(named: "main", of: bob)
            try store.put([file("a", 1), file("b", 2)], in: library)
            try store.put([], removing: [path("a")], in: library)
            try store.put([file("b", 2)], in: other)
            try store.removeAccount(named: "ada")

            try #expect(store.account(named: "ada") == nil)
            try #expect(store.library(named: "main", of: ada) == nil)
            try #expect(store.revisions(of: library, before: nil, limit: 9).isEmpty)
            #expect(lockerError { try store.list(library) }?.code == .notFound)
            #expect(lockerError { try store.put([file("c")], in: library) }?.code == .notFound)
            #expect(lockerError { try store.ensureLibrary(named: "main", of: ada) }?.code == .notFound)
            #expect(lockerError { try store.usage(of: ada) }?.code == .notFound)
            #expect(lockerError { try store.removeAccount(named: "ada") }?.code == .notFound)
            let totals = try store.totals()
            #expect(totals.accounts == 1 && totals.blobs == 1 && totals.logicalBytes == 2)
            try #expect(store.list(other) == [file("b", 2)])
        }
    }

    @Test func aRemovedAccountsLibraryIsNotMistakenForALaterOne() throws {
        try withLibrary { store, _, library in
            try store.removeAccount(named: "ada")
            let again = try store.addAccount(named: "ada", userID: 1000, role: .user, quota: nil, created: 9)
            let fresh = try store.ensureLibrary(named: "main", of: again)
            try store.put([file("secret")], in: fresh)
            #expect(lockerError { try store.list(library) }?.code == .notFound)
        }
    }
}
