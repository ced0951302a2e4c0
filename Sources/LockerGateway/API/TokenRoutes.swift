import DaemonLink
import HTTPTypes
import Hummingbird
import LockerBase
import NIOPosix
import People

/// Tokens for devices: made with a person's own password, and given back.
struct TokenRoutes: Sendable {
    let people: People
    let authenticator: Authenticator
    /// Those that may be kept for as long as a password is hashed.
    let threads: NIOThreadPool

    /// What a new device says of itself.
    private struct Wish: Decodable {
        let name: String
        let password: String
        let label: String
    }

    private struct Made: Encodable {
        let token: String
        let id: String
        let name: String
        let server: String
    }

    func add(to router: Router<GatewayContext>) {
        router.post("api/v1/tokens", use: make)
        router.group("api/v1/tokens").addMiddleware { SignInMiddleware(authenticator: authenticator) }
            .delete("current", use: giveBack)
    }

    @Sendable private func make(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let address = authenticator.address(of: request, context)
        try authenticator.take(address)
        let wish = try await JSONBody.read(Wish.self, keys: "'name', 'password' and 'label'", of: request, context)
        let people = people
        let made: NewCredential
        do {
            made = try await threads.runIfActive {
                let person = try people.signIn.verify(password: wish.password, of: wish.name, from: address)
                return try people.credentials.add(.token, of: person.person, label: wish.label)
            }
        } catch let error as LockerError where error.code == .permissionDenied {
            throw Unauthenticated()
        } catch let error as LockerError where error.code == .tooMany {
            // They have all that they may, which no wait changes.
            guard let seconds = error.retryAfter else { throw error }
            throw Unauthenticated(retryAfter: seconds)
        }
        context.logger.notice("a token was made", metadata: .init(made.event))
        let answer = Made(
            token: made.secret, id: made.credential.id.hex, name: made.credential.person, server: LockerVersion.text)
        return JSONAnswer.response(answer, status: .created)
    }

    @Sendable private func giveBack(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        guard let id = caller.credential else {
            throw LockerError(.failedPrecondition, "a password is no token: there is nothing to give back")
        }
        let people = people
        let event = try await threads.runIfActive { try people.credentials.revoke(id, of: caller.person) }
        context.logger.notice("a token was given back", metadata: .init(event))
        return Response(status: .noContent)
    }
}
