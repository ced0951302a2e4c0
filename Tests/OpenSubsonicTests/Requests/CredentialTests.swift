import OpenSubsonic
import Testing

@Suite struct CredentialTests {
    private func parse(
        _ pairs: KeyValuePairs<String, String>,
        accepting mechanisms: Set<SubsonicCredentials.Mechanism> = [.password, .token, .apiKey]
    ) throws(SubsonicError) -> SubsonicCredentials {
        let parameters = SubsonicParameters(pairs.map { (name: $0.key, value: $0.value) })
        return try SubsonicCredentials.parse(parameters, accepting: mechanisms, helpURL: "https://example.org/keys")
    }

    private func code(_ pairs: KeyValuePairs<String, String>) -> SubsonicError.Code? {
        do throws(SubsonicError) {
            _ = try parse(pairs)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func eachMechanismIsRead() throws {
        try #expect(parse(["u": "alice", "p": "secret"]) == .password(user: "alice", password: "secret"))
        try #expect(parse(["u": "alice", "t": "ab", "s": "cd"]) == .token(user: "alice", token: "ab", salt: "cd"))
        try #expect(parse(["apiKey": "lk_x"]) == .apiKey("lk_x"))
    }

    @Test func tooLittleIs10() {
        #expect(code([:]) == .missingParameter)
        #expect(code(["u": "alice"]) == .missingParameter)
        #expect(code(["p": "secret"]) == .missingParameter)
        #expect(code(["u": "alice", "t": "ab"]) == .missingParameter)
        #expect(code(["u": "alice", "s": "cd"]) == .missingParameter)
        #expect(code(["u": "", "p": "secret"]) == .missingParameter)
        #expect(code(["apiKey": ""]) == .missingParameter)
    }

    @Test func tooMuchIs43() {
        #expect(code(["apiKey": "lk_x", "u": "alice"]) == .conflictingMechanisms)
        #expect(code(["apiKey": "lk_x", "p": "secret"]) == .conflictingMechanisms)
        #expect(code(["apiKey": "lk_x", "t": "ab", "s": "cd"]) == .conflictingMechanisms)
        #expect(code(["u": "alice", "p": "secret", "t": "ab", "s": "cd"]) == .conflictingMechanisms)
        #expect(code(["u": "alice", "p": "secret", "s": "cd"]) == .conflictingMechanisms)
    }

    @Test(arguments: [
        ("enc:736573616d65", "sesame"), ("enc:C3A9", "é"), ("enc:", ""), ("enc:zz", "enc:zz"), ("enc:abc", "enc:abc"),
        ("enc:ff", "enc:ff"), ("ENC:6162", "ENC:6162"), ("plain", "plain"),
    ])
    func passwordsMayBeInHexadecimal(given: String, password: String) throws {
        try #expect(parse(["u": "alice", "p": given]) == .password(user: "alice", password: password))
    }

    @Test func whatIsTooLongIsNobodys() {
        let long = String(repeating: "a", count: SubsonicCredentials.maximumLength + 1)
        #expect(code(["u": long, "p": "secret"]) == .wrongCredentials)
        #expect(code(["u": "alice", "t": long, "s": "cd"]) == .wrongCredentials)
        #expect(code(["apiKey": long]) == .wrongKey)
    }

    @Test func whatIsNotTakenSaysWhereToGo() throws {
        let token = try #require(throws: SubsonicError.self) {
            try parse(["u": "alice", "t": "ab", "s": "cd"], accepting: [.apiKey])
        }
        #expect(token.code == .noTokens)
        #expect(token.helpURL == "https://example.org/keys")
        let password = try #require(throws: SubsonicError.self) {
            try parse(["u": "alice", "p": "secret"], accepting: [.apiKey])
        }
        #expect(password.code == .noSuchMechanism)
        #expect(password.helpURL != nil)
    }
}
