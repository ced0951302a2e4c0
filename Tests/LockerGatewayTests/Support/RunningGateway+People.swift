import People

/// Somebody who may sign in.
struct Member: Sendable {
    static let password = "correct horse"

    let name: String
    let token: String
    let tokenID: CredentialID
    let appPassword: String
}

extension RunningGateway {
    /// Adds a person with an account, a token and an app password, and returns when they are let in.
    func add(_ name: String) async throws -> Member {
        try daemon.addAccount(name)
        _ = try people.persons.add(name, password: Member.password)
        let token = try people.credentials.add(.token, of: name, label: "laptop")
        let app = try people.credentials.add(.app, of: name, label: "phone")
        let member = Member(
            name: name, token: token.secret, tokenID: token.credential.id, appPassword: app.secret)
        try await until("\(name) is let in") { try await status(of: member.token) == 200 }
        return member
    }

    /// What somebody is answered who asks for their libraries.
    func status(of token: String) async throws -> Int {
        try await ask("GET", "/api/v1/libraries", as: token).status
    }

    /// Takes a credential away, and returns when that counts.
    func revoke(_ member: Member) async throws {
        _ = try people.credentials.revoke(member.tokenID)
        try await until("\(member.name)'s token is over") { try await status(of: member.token) == 401 }
    }
}

extension RunningGateway {
    /// Waits until somebody's songs are listed.
    func awaitSongs(_ count: Int, as member: Member) async throws {
        let target = "/rest/getScanStatus?f=json&v=1.16.1&c=test&apiKey=\(member.token)"
        try await until("\(member.name) has \(count) songs") {
            try await ask("GET", target).value("subsonic-response.scanStatus.count") == "\(count)"
        }
    }
}
