import Foundation
import GRDB
import LockerBase
import People
import Testing

/// Which credential somebody means.
@Suite struct CredentialSearchTests {
    /// Tokens of a person with these first digits, each called as those are.
    private func add(_ beginnings: [String], of person: String, _ fixture: PeopleFixture) throws {
        for beginning in beginnings {
            let made = try fixture.people.credentials.add(.token, of: person, label: "is \(beginning)")
            let hex = beginning + String(repeating: "0", count: 32 - beginning.count)
            try fixture.tamper { database in
                try database.execute(
                    sql: "UPDATE credential SET id = ? WHERE lower(hex(id)) = ?",
                    arguments: [bytes(hex), made.credential.id.hex])
            }
        }
        try fixture.people.refresh()
    }

    private func bytes(_ hex: String) -> Data {
        let digits = Array(hex)
        return Data(stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0 })
    }

    private func refusal(_ text: String, of person: String? = nil, _ fixture: PeopleFixture) -> LockerError? {
        lockerError { try fixture.people.credentials.find(text, of: person) }
    }

    @Test func digitsAreEnoughThatNoOtherHas() throws {
        try withAda { fixture in
            _ = try fixture.people.persons.add("bob", password: password)
            try add(["abcd1", "abcd2", "beef"], of: "ada", fixture)
            try add(["abce"], of: "bob", fixture)
            let credentials = fixture.people.credentials
            for text in ["beef", "BEEF0", "beef" + String(repeating: "0", count: 28)] {
                try #expect(credentials.find(text).hex.hasPrefix("beef"))
            }
            try #expect(credentials.find("abcd2").hex.hasPrefix("abcd2"))
            try #expect(credentials.find("abce", of: "bob").hex.hasPrefix("abce"))
            let several = refusal("abcd", fixture)
            #expect(several?.code == .invalidArgument)
            for word in ["abcd1000", "abcd2000", "'is abcd1'", "ada"] {
                #expect(several?.message.contains(word) == true)
            }
            #expect(refusal("abc", fixture)?.code == .invalidArgument)
            #expect(refusal("", fixture)?.code == .invalidArgument)
            #expect(refusal("phone", fixture)?.code == .invalidArgument)
            #expect(refusal("0123", fixture)?.code == .notFound)
            #expect(refusal("beef", of: "bob", fixture)?.code == .notFound)
            _ = try credentials.revoke(credentials.find("beef"))
            #expect(refusal("beef", fixture)?.code == .notFound)
        }
    }

    @Test func aLabelIsEnoughWithWhoseItIs() throws {
        try withAda { fixture in
            let credentials = fixture.people.credentials
            _ = try fixture.people.persons.add("bob", password: password)
            let phone = try credentials.add(.app, of: "ada", label: "phone").credential.id
            let other = try credentials.add(.app, of: "bob", label: "phone").credential.id
            try #expect(credentials.find("phone", of: "ada") == phone)
            try #expect(credentials.find("phone", of: "bob") == other)
            #expect(refusal("tablet", of: "ada", fixture)?.code == .notFound)
            #expect(refusal("phone", of: "eve", fixture)?.code == .notFound)
            let second = try credentials.add(.token, of: "ada", label: "phone").credential.id
            let several = refusal("phone", of: "ada", fixture)
            #expect(several?.code == .invalidArgument)
            #expect(several?.message.contains(phone.hex) == true && several?.message.contains(second.hex) == true)
            #expect(several?.message.contains(other.hex) == false)
            // What was revoked is nobody's any more.
            _ = try credentials.revoke(second)
            try #expect(credentials.find("phone", of: "ada") == phone)
        }
    }
}
