import Foundation
import LockerBase
import LockerService
import LockerTestSupport
import Testing

/// Who writes a configuration that is not JSON5 is told where that is, and what belongs there.
@Suite struct ConfigurationSyntaxTests {
    /// What is said of a file behind its path; nil where it is read.
    private func refusal(_ bytes: [UInt8]) throws -> String? {
        try withTemporaryDirectory(inMemory: true) { (directory) -> String? in
            let path = directory + "/c"
            try makeFile(path, bytes)
            do throws(LockerError) {
                _ = try ConfigurationFile.read(path)
                return nil
            } catch {
                #expect(error.code == .invalidArgument && error.message.hasPrefix(path + ": "))
                return String(error.message.dropFirst(path.count + 2))
            }
        }
    }

    private func sample() throws -> [UInt8] {
        try contents(of: #filePath.components(separatedBy: "/Tests/")[0] + "/packaging/lockerd.json5")
    }

    @Test(arguments: [
        ("", "line 1, column 1: expected '{', found the end of the file"),
        ("nonsense", "line 1, column 1: expected '{', found 'n'"),
        ("listen: 3", "line 1, column 1: expected '{', found 'l'"),
        ("{\n  scrub: { days: 3 }\n  log: {}\n}\n", "line 3, column 3: expected ',' or '}', found 'l'"),
        ("{\n  operators: [1 2],\n}\n", "line 2, column 17: expected ',' or ']', found '2'"),
        ("{\r\n  log: {},,\r\n}", "line 2, column 11: expected a key or '}', found ','"),
        ("{\r  log {}}", "line 2, column 7: expected ':' behind the key, found '{'"),
        ("{ log-level: 1 }", "line 1, column 6: expected ':' behind the key, found '-'"),
        ("{ log: }", "line 1, column 8: expected a value, found '}'"),
        ("{} }", "line 1, column 4: expected the end of the file, found '}'"),
        ("{\n# no comment\n}", "line 2, column 1: expected a key or '}', found '#'; comments begin with //"),
        (
            "{\n  log: {\n    level: 'info',\n}\n",
            "line 5, column 1: expected ',' or '}', found the end of the file; the '{' of line 1, column 1 is not closed"
        ),
        ("{ frontends: [1", "the '[' of line 1, column 14 is not closed"),
        ("{ log: { level: info } }", "line 1, column 17: 'info' is no number, nor true, false or null; a text"),
        ("{ scrub: { days: 1e18446744073709551616 } }", "line 1, column 18: '1e184467440737095516…' is beyond"),
        ("{ auto_accounts: True }", "line 1, column 18: 'True' is no number"),
        ("{ default_quota: 10GB }", "line 1, column 18: '10GB' is no number"),
        ("{ default_quota: 010 }", "line 1, column 18: '010' is no number"),
        ("{ default_quota: 1.2.3 }", "line 1, column 18: '1.2.3' is no number"),
        ("{ log: { level: 'info } }", "line 1, column 17: the text that begins here has no quote at its end"),
        ("{ log: { level: \"info\n\" } }", "line 1, column 17: the text that begins here has no quote at its end"),
        ("{ log: { level: 'a\tb' } }", "line 1, column 19: a text has the control character U+0009"),
        ("{ log: { level: 'a\\qb' } }", "line 1, column 19: this is no escape"),
        ("{ log: { level: '\\u12' } }", "line 1, column 18: this is no escape: it has 4 hexadecimal"),
        ("{ “log”: {} }", "line 1, column 3: expected a key or '}', found '“' (U+201C)"),
        ("{\u{A0}log: {} }", "line 1, column 2: expected a key or '}', found U+00A0"),
        ("// äöü\n{ log: /* ä */ ! }", "line 2, column 16: expected a value, found '!'"),
        ("{ /* no end", "line 1, column 3: the comment that begins here has no */ at its end"),
    ])
    func theLineAndWhatBelongsThereAreTold(_ text: String, _ told: String) throws {
        let found = try refusal(Array(text.utf8))
        #expect(found?.contains(told) == true, "\(text): \(found ?? "read")")
        if !told.hasPrefix("the '[") { #expect(found?.hasPrefix("not JSON5 at ") == true) }
    }

    @Test func whatIsNotUTF8IsTold() throws {
        let found = try refusal(Array("{ log: { level: '".utf8) + [0xFF] + Array("' } }".utf8))
        #expect(found?.contains("line 1, column 17: the text that begins here is not UTF-8") == true)
    }

    /// Wherever a file is cut off that is right as a whole.
    @Test func everyFileThatIsCutOffIsToldAPlace() throws {
        let bytes = try sample()
        try #expect(refusal(bytes) == nil)
        let last = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
        for length in stride(from: 0, through: last, by: 7) {
            let found = try refusal(Array(bytes[..<length]))
            #expect(found?.hasPrefix("not JSON5 at line ") == true, "\(length): \(found ?? "read")")
        }
    }

    /// Whatever byte is missing or another: what Foundation refuses for its form has a place.
    @Test func everyFileWithAFlawIsToldAPlace() throws {
        let bytes = try sample()
        for at in stride(from: 0, to: bytes.count, by: 11) {
            for other in ["", "\"", ",", "}", "0", "\u{1}", "\u{E2}"] {
                var changed = bytes
                // Of the last one the first byte alone.
                changed.replaceSubrange(at...at, with: Array(other.utf8.prefix(1)))
                let found = try refusal(changed)
                #expect(found?.hasPrefix("not JSON5 in") != true, "byte \(at) as '\(other)'")
            }
        }
    }

    /// Everything that JSON5 has, and a flaw behind it.
    @Test func whatJSON5HasIsNoFlaw() throws {
        let right = """
            \u{FEFF}// A comment.\u{B}\u{C}
            {
              $a_1: -Infinity, 'b': +NaN, "c\\u0041": 0x1F, \\u0064: .5, é: 5., f: -1e-9, g: 0, h: 1E+3,
              i: [[], {}, [null,],], j: 'it\\'s \\x41 \\\n on',
              /* **/ k: "//", l: true, m: false, n: 0.25,
            """
        let found = try refusal(Array((right + "\n!").utf8))
        #expect(found == "not JSON5 at line 7, column 1: expected a key or '}', found '!'")
    }
}
