import LockerBase

/// What a call says of who makes it. Whether it is true is the gateway's to look up.
package enum SubsonicCredentials: Hashable, Sendable {
    case password(user: String, password: String)
    /// - Parameters:
    ///   - token: the MD5 of the password and the salt behind it, in hexadecimal.
    case token(user: String, token: String, salt: String)
    case apiKey(String)

    /// The ways to say it.
    package enum Mechanism: Hashable, Sendable, CaseIterable {
        case password
        case token
        case apiKey
    }

    /// The most bytes of each parameter.
    package static let maximumLength = 2048

    /// Reads `u` with `p`, or with `t` and `s`, or `apiKey` alone.
    ///
    /// - Parameters:
    ///   - mechanisms: those that this server takes.
    ///   - helpURL: where people get an API key, told to those who use another mechanism.
    /// - Throws: by the document: 10 for too little, 43 for too much, 41 and 42 for a mechanism that is not taken, 40
    ///   and 44 for what can be nobody's.
    package static func parse(
        _ parameters: SubsonicParameters, accepting mechanisms: Set<Mechanism> = Set(Mechanism.allCases),
        helpURL: String? = nil
    ) throws(SubsonicError) -> SubsonicCredentials {
        let credentials = try read(parameters)
        guard mechanisms.contains(credentials.mechanism) else {
            let message = "the server does not take these credentials; use an API key"
            let isToken = credentials.mechanism == .token
            throw SubsonicError(isToken ? .noTokens : .noSuchMechanism, message, helpURL: helpURL)
        }
        return credentials
    }

    package var mechanism: Mechanism {
        switch self {
        case .password: .password
        case .token: .token
        case .apiKey: .apiKey
        }
    }

    private static func read(_ parameters: SubsonicParameters) throws(SubsonicError) -> SubsonicCredentials {
        for name in ["u", "p", "t", "s", "apiKey"] {
            guard let value = parameters.first(name), value.utf8.count > maximumLength else { continue }
            if name == "apiKey" { throw SubsonicError(.wrongKey, "this API key is nobody's") }
            throw SubsonicError(.wrongCredentials, "wrong user name or password")
        }
        if let key = parameters.first("apiKey") {
            for name in ["u", "p", "t", "s"] where parameters.first(name) != nil {
                throw SubsonicError(.conflictingMechanisms, "an API key goes without \(name)")
            }
            return .apiKey(key)
        }
        guard let user = parameters.first("u") else { throw missing("u, or apiKey,") }
        if let password = parameters.first("p") {
            for name in ["t", "s"] where parameters.first(name) != nil {
                throw SubsonicError(.conflictingMechanisms, "p goes without \(name)")
            }
            return .password(user: user, password: decoded(password))
        }
        guard let token = parameters.first("t"), let salt = parameters.first("s") else {
            throw missing("p, or t and s,")
        }
        return .token(user: user, token: token, salt: salt)
    }

    private static func missing(_ what: String) -> SubsonicError {
        SubsonicError(.missingParameter, "\(what) must be among the parameters")
    }

    /// A password as it is, or `enc:` and its bytes in hexadecimal. What looks like that and is not is a password as it
    /// is.
    private static func decoded(_ password: String) -> String {
        guard password.hasPrefix("enc:") else { return password }
        let digits = Array(password.utf8.dropFirst(4))
        guard digits.count.isMultiple(of: 2) else { return password }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index].hexDigitValue, let low = digits[index + 1].hexDigitValue else {
                return password
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self) ?? password
    }
}
