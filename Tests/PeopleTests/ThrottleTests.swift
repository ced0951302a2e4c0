import LockerBase
import People
import Testing

@Suite struct ThrottleTests {
    /// Wrong passwords that cost nothing but themselves.
    private func mistype(_ times: Int, _ people: People, of person: String = "ada", from address: String) {
        for _ in 0..<times {
            let error = lockerError { try people.signIn.verify(password: "wrong horse", of: person, from: address) }
            #expect(error?.code == .permissionDenied)
        }
    }

    private func wait(_ people: People, of person: String = "ada", from address: String) -> Int? {
        let error = lockerError { try people.signIn.verify(password: password, of: person, from: address) }
        return error?.code == .tooMany ? error?.retryAfter : nil
    }

    @Test func eachWrongPasswordBeyondTenDoublesTheWait() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            mistype(11, people, of: "nobody", from: home)
            for expected in [1, 2, 4, 8, 16, 32] {
                #expect(wait(people, of: "nobody", from: home) == expected)
                clock.pass(seconds: Double(expected) - 0.25)
                // A try that comes too soon makes nobody wait longer.
                #expect(wait(people, of: "nobody", from: home) == 1)
                clock.pass(seconds: 0.25)
                mistype(1, people, of: "\(expected)", from: home)
            }
            // Those at other persons count for the address, and not for this one.
            #expect(wait(people, of: "nobody", from: elsewhere) == nil)
        }
    }

    @Test func theWaitOfAnAddressHasAnEnd() throws {
        try withAda { fixture in
            let (people, clock) = (fixture.people, fixture.clock)
            for number in 0..<30 {
                mistype(1, people, of: "person\(number)", from: home)
                clock.pass(seconds: Double(wait(people, of: "somebody", from: home) ?? 0))
            }
            mistype(1, people, of: "last", from: home)
            #expect(wait(people, from: home) == 300)
            clock.pass(seconds: 300)
            _ = try people.signIn.verify(password: password, of: "ada", from: home)
        }
    }

    @Test func whatIsLongAgoIsForgotten() throws {
        try withAda { fixture in
            mistype(11, fixture.people, from: home)
            #expect(wait(fixture.people, from: home) == 1)
            fixture.clock.pass(seconds: 902)
            mistype(10, fixture.people, from: home)
            #expect(wait(fixture.people, from: home) == nil)
        }
    }

    @Test func aClockThatIsSetShortensNoWait() throws {
        try withAda { fixture in
            mistype(11, fixture.people, from: home)
            fixture.clock.jump(seconds: 86_400)
            #expect(wait(fixture.people, from: home) == 1)
        }
    }

    @Test func anAddressOfVersionSixIsItsNetwork() throws {
        try withAda { fixture in
            let people = fixture.people
            for number in 1...11 { mistype(1, people, of: "p\(number)", from: "2001:db8:1:2::\(number)") }
            #expect(wait(people, from: "2001:db8:1:2:ffff::1") == 1)
            #expect(wait(people, from: "2001:db8:1:3::1") == nil)
            for number in 1...11 { mistype(1, people, of: "q\(number)", from: "::ffff:198.51.100.7") }
            #expect(wait(people, from: "198.51.100.7") == 1)
            #expect(wait(people, from: "198.51.100.8") == nil)
        }
    }

    @Test func triesFromEverywhereSlowDownAtOnePerson() throws {
        try withAda { fixture in
            let people = fixture.people
            for number in 1...11 { mistype(1, people, from: "198.51.100.\(number)") }
            #expect(wait(people, from: "198.51.100.99") == 1)
            // Whether there is such a person or not.
            for number in 1...11 { mistype(1, people, of: "nobody", from: "198.51.100.\(100 + number)") }
            #expect(wait(people, of: "nobody", from: "198.51.100.99") == 1)
        }
    }

    /// Nobody is shut out by what others try at them.
    @Test func anAddressThatIsKnownOfAPersonDoesNotWaitForOthers() throws {
        try withAda { fixture in
            let people = fixture.people
            _ = try people.signIn.verify(password: password, of: "ada", from: home)
            for number in 1...20 {
                _ = lockerError {
                    try people.signIn.verify(password: "wrong horse", of: "ada", from: "198.51.100.\(number)")
                }
            }
            #expect(wait(people, from: elsewhere) == 1)
            _ = try people.signIn.verify(password: password, of: "ada", from: home)
            // Not from memory either.
            _ = try people.credentials.add(.token, of: "ada", label: "laptop")
            _ = try people.signIn.verify(password: password, of: "ada", from: home)
        }
    }

    @Test func anAddressOfADeviceIsKnownOfItsPerson() throws {
        try withAda { fixture in
            let people = fixture.people
            let token = try people.credentials.add(.token, of: "ada", label: "laptop").secret
            _ = try people.signIn.verify(token: token, from: home)
            for number in 1...11 { mistype(1, people, from: "198.51.100.\(number)") }
            #expect(wait(people, from: elsewhere) == 1)
            _ = try people.signIn.verify(password: password, of: "ada", from: home)
        }
    }

    /// Else whoever guesses would learn of a right guess before their time.
    @Test func aPasswordThatIsRememberedWaitsAsOthersDo() throws {
        try withAda { fixture in
            let people = fixture.people
            _ = try people.signIn.verify(password: password, of: "ada", from: home)
            mistype(11, people, from: elsewhere)
            #expect(wait(people, from: elsewhere) == 1)
            fixture.clock.pass(seconds: 1)
            _ = try people.signIn.verify(password: password, of: "ada", from: elsewhere)
        }
    }

    @Test func whatWasMadeAtRandomIsTakenAfterAnyNumberOfWrongOnes() throws {
        try withAda { fixture in
            let (people, signIn) = (fixture.people, fixture.people.signIn)
            let token = try people.credentials.add(.token, of: "ada", label: "laptop").secret
            let app = try people.credentials.add(.app, of: "ada", label: "phone").secret
            var codes: [LockerError.Code?] = []
            for _ in 0..<12 {
                codes.append(lockerError { try signIn.verify(user: "ada", appPassword: "old", from: home) }?.code)
            }
            #expect(codes == twelveTries)
            let error = lockerError { try signIn.verify(token: "lk_old", from: home) }
            #expect(error?.retryAfter == 1)
            _ = try signIn.verify(token: token, from: home)
            _ = try signIn.verify(user: "ada", appPassword: app, from: home)
            _ = try signIn.verify(user: "ada", token: salted(app, "s"), salt: "s", from: home)
            // And it makes nobody wait who has a password.
            _ = try signIn.verify(password: password, of: "ada", from: home)
        }
    }

    @Test func whoWaitsTheLongestIsRememberedTheLongest() throws {
        try withAda { fixture in
            let (people, signIn) = (fixture.people, fixture.people.signIn)
            for _ in 0..<12 { _ = lockerError { try signIn.verify(token: "lk_old", from: home) } }
            fixture.clock.pass(seconds: 1)
            for _ in 0..<2 { _ = lockerError { try signIn.verify(token: "lk_old", from: home) } }
            for number in 0..<66_000 {
                let address = "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)"
                _ = lockerError { try signIn.verify(token: "lk_old", from: address) }
            }
            let error = lockerError { try people.signIn.verify(token: "lk_old", from: home) }
            #expect(error?.code == .tooMany)
        }
    }
}
