import Glibc
import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

@Suite struct RightsTests {
    private let nobody: UInt32 = 54_321

    @Test func everyUserIsTheAccountBoundToThem() throws {
        try TestLocker.with { test in
            let authority = test.locker.authority
            let first = try authority.caller(userID: nobody, for: nil)
            #expect(first.account.userID == nobody && first.role == .user)
            #expect(first.account.name == "uid-\(nobody)")
            #expect(try authority.caller(userID: nobody, for: nil).account == first.account)
            #expect(try authority.caller(userID: nobody, for: first.account.name).account == first.account)
            #expect(try authority.caller(userID: 0, for: nil).account.name == "root")
        }
    }

    @Test func aTakenNameIsNotHandedToTheUserOfThatName() throws {
        try TestLocker.with { test in
            let made = try test.caller("root").account
            let root = try test.locker.authority.caller(userID: 0, for: nil).account
            #expect(root.id != made.id && root.name == "uid-0")
        }
    }

    @Test func onlyFrontendsAndOperatorsActForOthers() throws {
        let configuration = Configuration(operators: [10], frontends: [20])
        try TestLocker.with(configuration) { test in
            let authority = test.locker.authority
            let alice = try test.caller("alice").account
            _ = try test.locker.accounts.add(named: "gateway", userID: 30, role: .frontend, quota: nil)
            for (userID, role) in [(10, CallerRole.operator), (0, .operator), (20, .frontend), (30, .frontend)] {
                let caller = try authority.caller(userID: UInt32(userID), for: "alice")
                #expect(caller.account == alice && caller.role == role)
                #expect { try authority.caller(userID: UInt32(userID), for: "nobody") } throws: { has(.notFound)($0) }
            }
            let refusals = ["alice", "nobody"].map { name in
                Result { try authority.caller(userID: nobody, for: name) }
            }
            for refusal in refusals {
                #expect { try refusal.get() } throws: { has(.permissionDenied)($0) }
            }
            for userID in [20, 30, nobody] {
                #expect { try authority.requireOperator(userID: userID) } throws: { has(.permissionDenied)($0) }
            }
            try authority.requireOperator(userID: 10)
        }
    }

    /// A manager acts for others as a frontend does, and administers who acts for nobody else.
    @Test func managersAdministerUsersAlone() throws {
        try TestLocker.with(Configuration(operators: [10], frontends: [20])) { test in
            let (authority, accounts) = (test.locker.authority, test.locker.accounts)
            _ = try accounts.add(named: "desk", userID: 30, role: .manager, quota: nil)
            _ = try accounts.add(named: "web", userID: nil, role: .frontend, quota: nil)
            _ = try accounts.add(named: "operators", userID: 10, role: .user, quota: nil)
            _ = try accounts.add(named: "frontends", userID: 20, role: .user, quota: nil)
            _ = try accounts.add(named: "carl", userID: nobody, role: .user, quota: nil)
            _ = try test.caller("alice")
            try #expect(authority.caller(userID: 30, for: "alice").role == .manager)
            #expect { try authority.requireOperator(userID: 30) } throws: { has(.permissionDenied)($0) }
            try authority.requireManager(userID: 30)
            for name in ["alice", "carl"] { try authority.checkManages(accountNamed: name, userID: 30) }
            for name in ["desk", "web", "operators", "frontends"] {
                #expect { try authority.checkManages(accountNamed: name, userID: 30) } throws: {
                    has(.permissionDenied)($0)
                }
                try authority.checkManages(accountNamed: name, userID: 10)
            }
            #expect { try authority.checkManages(accountNamed: "x", userID: 30) } throws: { has(.notFound)($0) }
            for userID in [20, nobody] {
                #expect { try authority.requireManager(userID: userID) } throws: { has(.permissionDenied)($0) }
            }
            _ = try accounts.setDisabled(true, accountNamed: "desk")
            #expect { try authority.requireManager(userID: 30) } throws: { has(.permissionDenied)($0) }
        }
    }

    /// Whatever the account was made as.
    @Test func anAccountHasTheRightsOfItsUser() throws {
        try TestLocker.with(Configuration(operators: [10], frontends: [20])) { test in
            let (authority, accounts) = (test.locker.authority, test.locker.accounts)
            let rows: [(String, UInt32?, Account.Role, CallerRole)] = [
                ("root", 0, .user, .operator), ("own", geteuid() == 0 ? 10 : geteuid(), .user, .operator),
                ("web", 20, .manager, .frontend), ("desk", 30, .manager, .manager), ("door", 31, .frontend, .frontend),
                ("carl", nobody, .user, .user), ("none", nil, .frontend, .frontend),
            ]
            for (name, userID, role, rights) in rows {
                let account = try accounts.add(named: name, userID: userID, role: role, quota: nil).account
                #expect(authority.rights(of: account) == rights, "\(name)")
                if let userID { try #expect(authority.role(of: userID) == rights, "\(name)") }
            }
            let disabled = try accounts.setDisabled(true, accountNamed: "desk").account
            #expect(authority.rights(of: disabled) == .manager)
        }
    }

    @Test func accountsAreMadeByHandWhereTheConfigurationSaysSo() throws {
        try TestLocker.with(Configuration(autoAccounts: false)) { test in
            let authority = test.locker.authority
            #expect { try authority.caller(userID: nobody, for: nil) } throws: { has(.permissionDenied)($0) }
            _ = try test.locker.accounts.add(named: "bob", userID: nobody, role: .user, quota: nil)
            #expect(try authority.caller(userID: nobody, for: nil).account.name == "bob")
        }
    }

    /// Knowing a digest is worth nothing, and the refusal does not tell whether the content exists.
    @Test func contentIsReferredToOnlyByWhoHoldsIt() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            let session = try test.session(alice)
            let blob = try test.ingest(random(100_000, seed: 1), "secret", in: session).blob
            _ = try test.locker.sessions.commit(session)

            func stage(_ blob: Digest, for caller: Caller) throws -> Session {
                let session = try test.session(caller)
                let entry = Entry(path: try EntryPath("mine"), kind: .file, size: 1, blob: blob, modified: 0)
                try test.locker.stager.stage([entry], removals: [], in: session)
                return session
            }
            let refusals = [blob, SHA256.digest(of: [1])].map { blob in
                Result { try stage(blob, for: bob) }.mapError { ($0 as? LockerError)?.message ?? "" }
            }
            guard case .failure(let existing) = refusals[0], case .failure(let absent) = refusals[1] else {
                Issue.record("a digest alone was enough")
                return
            }
            #expect(existing == absent)
            let own = try stage(blob, for: alice)
            _ = try test.locker.sessions.commit(own)
            let entry = try test.locker.listings.entries(
                in: "main", of: alice, revision: nil, under: try EntryPath("mine"), after: nil, limit: 0
            ).elements[0]
            #expect(entry.size == 100_000, "the size is the content's, not what the client said")
        }
    }

    @Test func aSessionBelongsToItsConnectionAndAccount() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            let session = try test.session(alice, connection: 1)
            #expect(try test.locker.sessions.session(session.id, of: alice, connection: 1).id == session.id)
            #expect { try test.locker.sessions.session(session.id, of: alice, connection: 2) } throws: {
                has(.notFound)($0)
            }
            #expect { try test.locker.sessions.session(session.id, of: bob, connection: 1) } throws: {
                has(.notFound)($0)
            }
            test.locker.connectionEnded(1)
            #expect { try test.locker.sessions.session(session.id, of: alice, connection: 1) } throws: {
                has(.notFound)($0)
            }
        }
    }

    /// What is open of an account that is removed comes to nothing, also for who gets the name next.
    @Test func aRemovedAccountHasNoSession() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let bytes = random(100_000, seed: 4)
            try test.put(["song": bytes], for: alice)
            let session = try test.session(alice)
            try test.ingest(random(100_000, seed: 5), "new", in: session)
            let blob = try test.cut(bytes).recipe.blob
            try test.locker.accounts.remove(named: "alice")

            let entry = Entry(path: try EntryPath("mine"), kind: .file, size: 1, blob: blob, modified: 0)
            #expect { try test.locker.stager.stage([entry], removals: [], in: session) } throws: {
                has(.permissionDenied)($0)
            }
            guard
                case .missing(let places) = try test.locker.assembler.assemble(
                    [test.file(test.cut(bytes).recipe, at: "song")], in: session)[0]
            else {
                Issue.record("the content of an account that was removed was staged")
                return
            }
            #expect(!places.isEmpty)
            #expect(throws: LockerError.self) { try test.locker.sessions.commit(session) }
            #expect(throws: LockerError.self) { try test.restored("song", of: alice) }

            let next = try test.caller("alice")
            #expect(next.account.id != alice.account.id)
            #expect { try test.locker.sessions.session(session.id, of: next, connection: 1) } throws: {
                has(.notFound)($0)
            }
            #expect { try test.paths(of: next) } throws: { has(.notFound)($0) }
            #expect(try test.locker.accounts.usage(of: next).files == 0)
        }
    }

    @Test func nobodySeesAnothersLibrary() throws {
        try TestLocker.with { test in
            try test.put(["song": [1]], for: try test.caller("alice"))
            let bob = try test.caller("bob")
            #expect { try test.paths(of: bob) } throws: { has(.notFound)($0) }
            #expect { try test.restored("song", of: bob) } throws: { has(.notFound)($0) }
            #expect(try test.locker.accounts.usage(of: bob).files == 0)
        }
    }
}

extension Result where Failure == any Error {
    /// For the error's text, where only that is compared.
    fileprivate func mapError(_ text: (any Error) -> String) -> Result<Success, TextError> {
        mapError { TextError(text: text($0)) }
    }
}

private struct TextError: Error, Equatable {
    let text: String
}
