import GRDB
import LockerBase
import POSIXSupport
import People
import Testing

@Suite struct HashingTests {
    @Test(arguments: [HashingLimits(places: 0, waiting: 0), HashingLimits(places: 0, waiting: 1, patience: 0.01)])
    func whoseTurnDoesNotComeIsToldToComeAgain(_ limits: HashingLimits) throws {
        try withAda { fixture in
            let busy = try fixture.openAgain(limits)
            defer { busy.close() }
            for _ in 0..<12 {
                let error = lockerError { try busy.signIn.verify(password: password, of: "ada", from: home) }
                #expect(error?.code == .tooMany)
                // Not that of somebody who was wrong.
                #expect(error?.retryAfter == 5)
            }
            let unknown = lockerError { try busy.signIn.verify(password: password, of: "nobody", from: home) }
            #expect(unknown?.code == .tooMany)
            #expect(lockerError { try busy.persons.add("bob", password: password) }?.code == .tooMany)
        }
    }

    @Test func manyAtOnceTakeTheirTurns() throws {
        try withAda { fixture in
            let people = try fixture.openAgain(HashingLimits(places: 2, waiting: 8, patience: 60))
            defer { people.close() }
            let right = Monitor(0)
            let threads = try (0..<8).map { number in
                try Thread("sign-in") {
                    let signedIn = try? people.signIn.verify(password: password, of: "ada", from: "10.0.0.\(number)")
                    if signedIn != nil { right.withLock { $0 += 1 } }
                }
            }
            for thread in threads { thread.join() }
            let count = right.withLock { $0 }
            #expect(count == 8)
        }
    }

    /// What is usual, once: a hash that others made with the same library is read.
    @Test func aHashOfTheUsualCostIsVerified() throws {
        try withPeople { fixture in
            let people = try People(state: fixture.folder)
            defer { people.close() }
            _ = try people.persons.add("ada", password: password)
            let hash = try fixture.tamper { try String.fetchOne($0, sql: "SELECT password FROM person") }
            #expect(hash?.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$") == true)
            try fixture.people.refresh()
            _ = try fixture.people.signIn.verify(password: password, of: "ada", from: home)
            #expect(lockerError { try people.signIn.verify(password: "wrong horse", of: "ada", from: home) } != nil)
            #expect(lockerError { try people.signIn.verify(password: password, of: "nobody", from: home) } != nil)
        }
    }
}
