import HTTPTypes
import Hummingbird
import LockerBase
import NIOPosix
import People

/// Becoming a person by an invitation: the page that a link leads to, and what it sends.
struct InviteRoutes: Sendable {
    let people: People
    let authenticator: Authenticator
    /// Those that may be kept for as long as a password is hashed.
    let threads: NIOThreadPool

    /// What the page sends.
    private struct Acceptance: Decodable {
        let code: String
        let password: String
    }

    private struct Accepted: Encodable {
        let name: String
    }

    func add(to router: Router<GatewayContext>) {
        router.get("invite", use: show)
        router.post("api/v1/invites/accept", use: accept)
    }

    /// The code is behind `#` in the link, so that no log of any server has it.
    @Sendable private func show(_ request: Request, _ context: GatewayContext) async throws -> Response {
        PageAnswer.document(InvitePage.text)
    }

    @Sendable private func accept(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let address = authenticator.address(of: request, context)
        try authenticator.take(address)
        let sent = try await JSONBody.read(Acceptance.self, keys: "'code' and 'password'", of: request, context)
        let people = people
        let event = try await threads.runIfActive {
            try people.invites.accept(code: sent.code, password: sent.password, from: address)
        }
        context.logger.notice("an invitation was accepted", metadata: .init(event))
        return JSONAnswer.response(Accepted(name: event.person), status: .created)
    }
}
