import Glibc
import LockerBase
import LockerTestSupport
import People
import Testing

@Suite struct KeyFileTests {
    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    @Test func nobodyElseReadsWhatIsMade() throws {
        try withPeople { fixture in
            #expect(mode(fixture.folder + "/people.key") == 0o600)
            #expect(mode(fixture.folder + "/people.sqlite") == 0o600)
            try #expect(contents(of: fixture.folder + "/people.key").count == 32)
            let files = try #require(listing(of: fixture.folder))
            #expect(files.filter { $0.hasPrefix("people.key") } == ["people.key"])
        }
    }

    private func listing(of folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            names.append(String(decoding: name, as: UTF8.self))
        }
        return names
    }

    @Test func aKeyThatOthersReadIsRefused() throws {
        try withPeople { fixture in
            let key = fixture.folder + "/people.key"
            for mode in [mode_t(0o640), 0o604, 0o620] {
                chmod(key, mode)
                let error = lockerError { try fixture.openAgain() }
                #expect(error?.code == .failedPrecondition)
                #expect(error?.message.contains("chmod 600 \(key)") == true)
            }
            chmod(key, 0o400)
            try fixture.openAgain().close()
        }
    }

    @Test func aKeyOfAnotherDatabaseIsRefused() throws {
        try withAda { fixture in
            let key = fixture.folder + "/people.key"
            let own = try contents(of: key)
            let app = try fixture.people.credentials.add(.app, of: "ada", label: "phone")
            for other in [[UInt8](repeating: 7, count: 32), [], [UInt8](repeating: 7, count: 33)] {
                try makeFile(key, other)
                let error = lockerError { try fixture.openAgain() }
                #expect(error?.code == .failedPrecondition)
                #expect(error?.message.contains(key) == true)
            }
            unlink(key)
            let error = lockerError { try fixture.openAgain() }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.message.contains("backup") == true)
            #expect(mode(key) == nil)
            try makeFile(key, own)
            chmod(key, 0o600)
            let again = try fixture.openAgain()
            defer { again.close() }
            _ = try again.signIn.verify(user: "ada", appPassword: app.secret, from: home)
        }
    }

    @Test func aKeyThatIsThereIsTakenForANewDatabase() throws {
        try withTemporaryDirectory { folder in
            let key = [UInt8](1...32)
            try makeFile(folder + "/people.key", key)
            chmod(folder + "/people.key", 0o600)
            try PeopleFixture.open(folder, SetPeopleClock()).close()
            try #expect(contents(of: folder + "/people.key") == key)
        }
    }

    @Test func aFolderThatIsNotThereIsNamed() {
        let error = lockerError { try PeopleFixture.open("/tmp/locker-is-not-there", SetPeopleClock()) }
        #expect(error?.message.contains("/tmp/locker-is-not-there") == true)
    }
}
