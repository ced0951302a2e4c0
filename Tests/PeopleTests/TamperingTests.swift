import Foundation
import GRDB
import LockerBase
import LockerTestSupport
import People
import Testing

@Suite struct TamperingTests {
    @Test func aChangedAppPasswordSignsNobodyIn() throws {
        try withAda { fixture in
            let people = fixture.people
            let bad = try people.credentials.add(.app, of: "ada", label: "phone")
            let good = try people.credentials.add(.app, of: "ada", label: "tablet")
            try fixture.tamper { database in
                let sealed = try #require(
                    try Data.fetchOne(
                        database, sql: "SELECT sealed FROM credential WHERE label = 'phone'"))
                var changed = Array(sealed)
                changed[changed.count - 1] ^= 1
                try database.execute(
                    sql: "UPDATE credential SET sealed = ? WHERE label = 'phone'", arguments: [Data(changed)])
            }
            try people.refresh()
            #expect(people.unreadable == [bad.credential.id])
            #expect(!people.isLive(bad.credential.id))
            #expect(lockerError { try people.signIn.verify(user: "ada", appPassword: bad.secret, from: home) } != nil)
            _ = try people.signIn.verify(user: "ada", appPassword: good.secret, from: home)
            let listed = try people.credentials.all(of: "ada")
            #expect(listed.filter(\.isUnreadable).map(\.id) == [bad.credential.id])
            // It can still be revoked, and a renaming says that it has to be.
            #expect(lockerError { try people.persons.rename("ada", to: "lovelace") }?.code == .dataLoss)
            _ = try people.credentials.revoke(bad.credential.id)
            _ = try people.persons.rename("ada", to: "lovelace")
            #expect(people.unreadable.isEmpty)
        }
    }

    /// Who may write the database and not read the key cannot give themselves somebody's app password.
    @Test func anAppPasswordInAnotherRowSignsNobodyIn() throws {
        try withAda { fixture in
            let people = fixture.people
            _ = try people.persons.add("eve", password: password)
            _ = try people.credentials.add(.app, of: "ada", label: "of ada")
            let eves = try people.credentials.add(.app, of: "eve", label: "of eve")
            try fixture.tamper { database in
                try database.execute(
                    sql: """
                        UPDATE credential SET sealed = (SELECT sealed FROM credential WHERE label = 'of eve')
                        WHERE label = 'of ada'
                        """)
            }
            try people.refresh()
            #expect(lockerError { try people.signIn.verify(user: "ada", appPassword: eves.secret, from: home) } != nil)
            #expect(people.unreadable.count == 1)
            // Nor by giving the row to another person.
            try fixture.tamper { database in
                try database.execute(
                    sql: """
                        UPDATE credential SET person = (SELECT id FROM person WHERE name = 'ada')
                        WHERE label = 'of eve'
                        """)
            }
            try people.refresh()
            #expect(lockerError { try people.signIn.verify(user: "ada", appPassword: eves.secret, from: home) } != nil)
            #expect(people.unreadable.count == 2)
        }
    }

    @Test func theFilesHaveNoSecrets() throws {
        try withAda { fixture in
            let credentials = fixture.people.credentials
            let secrets = [
                password, try credentials.add(.token, of: "ada", label: "laptop").secret,
                try credentials.add(.app, of: "ada", label: "phone").secret,
                try fixture.people.invites.make(for: "bob").code,
            ]
            var files: [UInt8] = []
            for suffix in ["", "-wal"] { files += try contents(of: fixture.folder + "/people.sqlite" + suffix) }
            let text = String(decoding: files, as: UTF8.self)
            #expect(text.contains("laptop"))
            for secret in secrets {
                #expect(!text.contains(secret))
                #expect(!text.contains(secret.dropFirst(3).prefix(15)))
            }
        }
    }
}
