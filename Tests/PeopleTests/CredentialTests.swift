import GRDB
import LockerBase
import People
import Testing

@Suite struct CredentialTests {
    @Test func aTokenSignsInUntilItIsRevoked() throws {
        try withAda { fixture in
            let people = fixture.people
            let made = try people.credentials.add(.token, of: "ada", label: "laptop")
            #expect(made.secret.hasPrefix("lk_"))
            #expect(made.event.facts["credential"] == made.credential.id.hex)
            #expect(!made.event.facts.values.contains { $0.contains(made.secret) })
            let signedIn = try people.signIn.verify(token: made.secret, from: home)
            #expect(signedIn.credential == made.credential.id)
            #expect(signedIn.kind == .token)
            #expect(signedIn.label == "laptop")
            _ = try people.credentials.revoke(made.credential.id, of: "ada")
            #expect(!people.credentials.isLive(signedIn))
            #expect(lockerError { try people.signIn.verify(token: made.secret, from: home) } != nil)
            #expect(lockerError { try people.credentials.revoke(made.credential.id) }?.code == .notFound)
        }
    }

    @Test func anAppPasswordIsTakenHoweverItIsTyped() throws {
        try withAda { fixture in
            let (people, signIn) = (fixture.people, fixture.people.signIn)
            let secret = try people.credentials.add(.app, of: "ada", label: "phone").secret
            #expect(secret.count == 23)
            let plain = secret.filter { $0 != "-" }
            for typed in [secret, plain, secret.uppercased(), secret.split(separator: "-").joined(separator: " ")] {
                try #expect(signIn.verify(user: "ada", appPassword: typed, from: home).kind == .app)
            }
            for form in [secret, plain] {
                let sent = salted(form, "c19b2d")
                try #expect(signIn.verify(user: "ada", token: sent, salt: "c19b2d", from: home).label == "phone")
                let loud = sent.uppercased()
                try #expect(signIn.verify(user: "ada", token: loud, salt: "c19b2d", from: home).label == "phone")
            }
        }
    }

    @Test func anAppPasswordIsOnePersonsAndATokenOfOneSalt() throws {
        try withAda { fixture in
            let people = fixture.people
            _ = try people.persons.add("bob", password: password)
            let secret = try people.credentials.add(.app, of: "ada", label: "phone").secret
            _ = try people.credentials.add(.app, of: "bob", label: "phone")
            #expect(lockerError { try people.signIn.verify(user: "bob", appPassword: secret, from: home) } != nil)
            let sent = salted(secret, "one")
            #expect(refusal(people, "bob", sent, "one") == .permissionDenied)
            #expect(refusal(people, "ada", sent, "two") == .permissionDenied)
            #expect(refusal(people, "ada", "", "one") == .permissionDenied)
            #expect(refusal(people, "ada", sent + "00", "one") == .permissionDenied)
        }
    }

    private func refusal(_ people: People, _ user: String, _ token: String, _ salt: String) -> LockerError.Code? {
        lockerError { try people.signIn.verify(user: user, token: token, salt: salt, from: home) }?.code
    }

    @Test func oneThatExpiresIsOverThen() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            let expires = clock.now + 60_000_000_000
            let made = try people.credentials.add(.session, of: "ada", label: "browser", expires: expires)
            clock.pass(seconds: 59)
            _ = try people.signIn.verify(session: made.secret, from: home)
            #expect(people.isLive(made.credential.id))
            clock.pass(seconds: 1)
            #expect(!people.isLive(made.credential.id))
            #expect(lockerError { try people.signIn.verify(session: made.secret, from: home) } != nil)
            let listed = try #require(try people.credentials.all(of: "ada").first)
            #expect(!listed.isGood(at: clock.now))
        }
    }

    @Test func nobodyRevokesOrRenamesWhatIsSomebodyElses() throws {
        try withAda { fixture in
            let people = fixture.people
            _ = try people.persons.add("bob", password: password)
            let made = try people.credentials.add(.token, of: "ada", label: "laptop")
            let id = made.credential.id
            let theirs = lockerError { try people.credentials.revoke(id, of: "bob") }
            let other = try #require(CredentialID(hex: String(repeating: "0", count: 32)))
            let none = lockerError { try people.credentials.revoke(other, of: "bob") }
            #expect(theirs?.code == .notFound)
            #expect(theirs?.message.dropFirst(34) == none?.message.dropFirst(34))
            #expect(lockerError { try people.credentials.rename(id, of: "bob", label: "mine") }?.code == .notFound)
            #expect(people.isLive(id))
            _ = try people.credentials.rename(id, of: "ada", label: "old laptop")
            try #expect(people.signIn.verify(token: made.secret, from: home).label == "old laptop")
        }
    }

    @Test func allOfAKindOrAllGoTogether() throws {
        try withAda { fixture in
            let people = fixture.people
            let token = try people.credentials.add(.token, of: "ada", label: "a").credential.id
            let app = try people.credentials.add(.app, of: "ada", label: "b").credential.id
            let session = try people.credentials.add(.session, of: "ada", label: "c").credential.id
            try #expect(people.credentials.revokeAll(.app, of: "ada").details["revoked"] == "1")
            #expect([token, app, session].map { people.isLive($0) } == [true, false, true])
            try #expect(people.credentials.revokeAll(of: "ada", but: session).details["revoked"] == "1")
            #expect([token, app, session].map { people.isLive($0) } == [false, false, true])
        }
    }

    @Test func labelsHaveARule() throws {
        try withAda { fixture in
            let credentials = fixture.people.credentials
            let bad = ["", "line\nbreak", String(repeating: "é", count: 128), "  ", " laptop", "laptop ", "a\u{202E}b"]
            let made = try credentials.add(.token, of: "ada", label: "Ada’s 🎧, upstairs").credential.id
            for label in bad {
                let error = lockerError { try credentials.add(.token, of: "ada", label: label) }
                #expect(error?.code == .invalidArgument && error?.message.contains("not a label") == true)
                let renamed = lockerError { try credentials.rename(made, of: "ada", label: label) }
                #expect(renamed?.code == .invalidArgument)
            }
            #expect(lockerError { try credentials.add(.token, of: "bob", label: "x") }?.code == .notFound)
        }
    }

    /// One that was given under another rule signs in as before.
    @Test func aLabelThatIsNoneAnyMoreStays() throws {
        try withAda { fixture in
            let credentials = fixture.people.credentials
            let made = try credentials.add(.token, of: "ada", label: "laptop")
            try fixture.tamper { try $0.execute(sql: "UPDATE credential SET label = ' a\u{202E}b '") }
            try fixture.people.refresh()
            try #expect(fixture.people.signIn.verify(token: made.secret, from: home).label == " a\u{202E}b ")
            try #expect(credentials.all(of: "ada").map(\.label) == [" a\u{202E}b "])
            try #expect(credentials.find(" a\u{202E}b ", of: "ada") == made.credential.id)
        }
    }

    @Test func aPersonHasSoManyAndNoMore() throws {
        try withAda { fixture in
            try fixture.tamper { database in
                try database.execute(
                    sql: """
                        WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 999)
                        INSERT INTO credential (id, person, label, kind, digest, created)
                        SELECT randomblob(16), (SELECT id FROM person), 'x', 1, randomblob(32), 1 FROM number
                        """)
            }
            let credentials = fixture.people.credentials
            let last = try credentials.add(.token, of: "ada", label: "the thousandth")
            #expect(lockerError { try credentials.add(.app, of: "ada", label: "one more") }?.code == .tooMany)
            // Where some can be revoked.
            _ = try credentials.add(.session, of: "ada", label: "a browser")
            _ = try credentials.revoke(last.credential.id)
            _ = try credentials.add(.app, of: "ada", label: "one more")
        }
    }

    @Test func oldSessionsMakeRoomForNewOnes() throws {
        try withAda { fixture in
            let (credentials, clock) = (fixture.people.credentials, fixture.clock)
            let first = try credentials.add(.session, of: "ada", label: "first")
            let token = try credentials.add(.token, of: "ada", label: "laptop")
            for number in 2...50 {
                clock.pass(seconds: 1)
                _ = try credentials.add(.session, of: "ada", label: "\(number)")
            }
            #expect(credentials.isLive(first.credential.id))
            clock.pass(seconds: 1)
            _ = try credentials.add(.session, of: "ada", label: "51")
            #expect(!credentials.isLive(first.credential.id))
            #expect(credentials.isLive(token.credential.id))
        }
    }

    @Test func whatEndedLongAgoIsForgotten() throws {
        try withAda { fixture in
            let (credentials, clock) = (fixture.people.credentials, fixture.clock)
            for number in 0..<102 {
                clock.pass(seconds: 1)
                let made = try credentials.add(.token, of: "ada", label: "\(number)")
                _ = try credentials.revoke(made.credential.id)
            }
            clock.pass(seconds: 1)
            _ = try credentials.add(.token, of: "ada", label: "last")
            let listed = try credentials.all(of: "ada")
            #expect(listed.count == 101)
            #expect(listed.first?.label == "last")
            #expect(listed.last?.label == "2")
        }
    }
}
