import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// Accounts are disabled, renamed and bound to others.
@Suite struct AccountChangeTests {
    @Test func aDisabledAccountIsReadByOperatorsAlone() throws {
        try TestLocker.with { test in
            _ = try test.locker.accounts.add(named: "alice", userID: 41, role: .user, quota: nil)
            _ = try test.locker.accounts.add(named: "web", userID: 42, role: .frontend, quota: nil)
            try test.put(["a": [1]], for: try test.caller("alice"))
            #expect(try test.locker.accounts.setDisabled(true, accountNamed: "alice").account.isDisabled)
            let authority = test.locker.authority
            for (user, name) in [(41, nil), (41, "alice"), (42, "alice")] as [(UInt32, String?)] {
                let caller = try authority.caller(userID: user, for: name)
                for isReading in [true, false] {
                    #expect {
                        try authority.checkEnabled(caller, isReading: isReading)
                    } throws: {
                        has(.permissionDenied)($0) && "\($0)".contains("alice") && "\($0)".contains("disabled")
                    }
                }
            }
            let root = try authority.caller(userID: 0, for: "alice")
            try authority.checkEnabled(root, isReading: true)
            #expect { try authority.checkEnabled(root, isReading: false) } throws: { has(.permissionDenied)($0) }
            #expect(try !test.locker.accounts.setDisabled(false, accountNamed: "alice").account.isDisabled)
            try authority.checkEnabled(try authority.caller(userID: 41, for: nil), isReading: false)
            #expect { try test.locker.accounts.setDisabled(true, accountNamed: "eve") } throws: { has(.notFound)($0) }
        }
    }

    @Test func aFrontendThatIsDisabledActsForNobody() throws {
        try TestLocker.with { test in
            _ = try test.locker.accounts.add(named: "alice", userID: 41, role: .user, quota: nil)
            _ = try test.locker.accounts.add(named: "web", userID: 42, role: .frontend, quota: nil)
            _ = try test.locker.authority.caller(userID: 42, for: "alice")
            _ = try test.locker.accounts.setDisabled(true, accountNamed: "web")
            #expect { try test.locker.authority.caller(userID: 42, for: "alice") } throws: {
                has(.permissionDenied)($0)
            }
        }
    }

    @Test func theNumberThatStandsForNoUserIsBoundToNoAccount() throws {
        try TestLocker.with { test in
            _ = try test.locker.accounts.add(named: "alice", userID: UInt32.max - 1, role: .user, quota: nil)
            #expect {
                try test.locker.accounts.add(named: "bob", userID: UInt32.max, role: .user, quota: nil)
            } throws: {
                has(.invalidArgument)($0)
            }
            #expect {
                try test.locker.accounts.rebind(named: "alice", to: UInt32.max)
            } throws: {
                has(.invalidArgument)($0)
            }
            let accounts = try test.locker.accounts.list().map(\.account)
            #expect(accounts.map(\.name) == ["alice"] && accounts.first?.userID == UInt32.max - 1)
        }
    }

    @Test func anAccountGetsAnotherNameAndAnotherUser() throws {
        try TestLocker.with { test in
            _ = try test.locker.accounts.add(named: "alice", userID: 41, role: .user, quota: 10)
            _ = try test.locker.accounts.add(named: "bob", userID: 42, role: .user, quota: nil)
            let carol = try test.locker.accounts.rename(named: "alice", to: "carol").account
            #expect(carol.name == "carol" && carol.userID == 41 && carol.quota == 10)
            #expect { try test.locker.accounts.rename(named: "carol", to: "bob") } throws: { has(.alreadyExists)($0) }
            #expect { try test.locker.accounts.rename(named: "carol", to: "a b") } throws: { has(.invalidArgument)($0) }
            #expect { try test.locker.accounts.rebind(named: "carol", to: 42) } throws: { has(.alreadyExists)($0) }
            #expect(try test.locker.accounts.rebind(named: "carol", to: 43).account.userID == 43)
            #expect(try test.locker.authority.caller(userID: 43, for: nil).account.id == carol.id)
            #expect(try test.locker.accounts.rebind(named: "carol", to: nil).account.userID == nil)
        }
    }

    /// A session that was opened before knows the account as it was.
    @Test func aCommitDoesNotTakeBackWhatWasChangedMeanwhile() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let session = try test.session(try test.caller("alice", quota: 10))
                try test.ingest([1], "a", in: session)
                _ = try test.locker.accounts.setQuota(20, ofAccountNamed: "alice")
                _ = try test.locker.accounts.rename(named: "alice", to: "carol")
                _ = try test.locker.sessions.commit(session)
            }
            try TestLocker.rebuild(in: directory)
            try TestLocker.opened(directory) { test in
                let account = try test.locker.accounts.list()[0].account
                #expect(account.name == "carol" && account.quota == 20)
            }
        }
    }

    @Test func whatGoesWithAnAccountIsToldBefore() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1, 2], "b": [3]], for: alice)
            try test.put(["a": [4]], for: alice)
            try test.put(["c": [5]], for: alice, library: "other")
            let told = try test.locker.accounts.remove(named: "alice", isDryRun: true)
            #expect(told.libraries == 2 && told.revisions == 3 && told.files == 3 && told.logicalBytes == 3)
            #expect(try test.locker.accounts.list().count == 1)
            #expect(try test.locker.accounts.remove(named: "alice") == told)
            #expect(try test.locker.accounts.list().isEmpty)
        }
    }
}
