import Metadata
import Testing

@Suite struct NameRuleTests {
    @Test(arguments: ["ada", "_apt", "www-data", "A.Lovelace+music@example.org", String(repeating: "x", count: 64)])
    func accountNamesInUseAreAccepted(_ name: String) throws {
        try Account.checkName(name)
    }

    @Test(arguments: ["", "-rf", ".hidden", "a b", "a/b", "é", "a\n", String(repeating: "x", count: 65)])
    func accountNamesThatMisleadAreRefused(_ name: String) {
        let error = lockerError { try Account.checkName(name) }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.contains("account name") == true)
    }

    @Test(arguments: ["main", "Música de 1999", "a/b", "日本", String(repeating: "x", count: 255)])
    func anyTextNamesALibrary(_ name: String) throws {
        try Library.checkName(name)
    }

    @Test(arguments: ["", "a\u{0}", "line\nbreak", "\u{85}", String(repeating: "é", count: 128)])
    func libraryNamesWithControlCharactersOrTooManyBytesAreRefused(_ name: String) {
        #expect(lockerError { try Library.checkName(name) }?.code == .invalidArgument)
    }
}
