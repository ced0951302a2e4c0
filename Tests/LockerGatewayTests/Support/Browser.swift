/// A browser that somebody has signed in with.
struct Browser: Sendable {
    let gateway: RunningGateway
    /// As it sends it.
    let cookie: String
    /// As the gateway sent it.
    let setCookie: String

    /// What a page of the gateway's own has sent with each request.
    static let own = ["Sec-Fetch-Site": "same-origin"]

    static func signIn(
        _ gateway: RunningGateway, as name: String, _ password: String = Member.password,
        _ fields: [String: String] = Browser.own
    ) async throws -> Answer {
        let body = #"{"name": "\#(name)", "password": "\#(password)"}"#
        return try await gateway.ask("POST", "/api/v1/sessions", as: nil, fields, body: Array(body.utf8))
    }

    /// Signs in.
    init(_ gateway: RunningGateway, as name: String, _ password: String = Member.password) async throws {
        let answer = try await Browser.signIn(gateway, as: name, password)
        self.gateway = gateway
        setCookie = answer["Set-Cookie"] ?? ""
        cookie = setCookie.split(separator: ";").first.map(String.init) ?? ""
    }

    func ask(
        _ method: String, _ target: String, _ body: String? = nil, _ fields: [String: String] = Browser.own
    ) async throws -> Answer {
        let all = fields.merging(["Cookie": cookie]) { field, _ in field }
        return try await gateway.ask(method, target, as: nil, all, body: body.map { Array($0.utf8) })
    }

    /// What it is answered that asks for its person's libraries.
    var status: Int {
        get async throws { try await ask("GET", "/api/v1/libraries").status }
    }
}
