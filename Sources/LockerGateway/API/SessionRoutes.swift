import HTTPTypes
import Hummingbird
import LockerBase
import NIOPosix
import People

/// Browsers that sign in with a person's own password, and out.
struct SessionRoutes: Sendable {
    let people: People
    let authenticator: Authenticator
    /// Those that may be kept for as long as a password is hashed.
    let threads: NIOThreadPool

    private struct Wish: Decodable {
        let name: String
        let password: String
    }

    private struct Made: Encodable {
        let id: String
        let name: String
        /// The latest that it is good: seconds since 1970 UTC.
        let expires: Int64?
    }

    func add(to router: Router<GatewayContext>) {
        router.post("api/v1/sessions", use: signIn)
        router.group("api/v1/sessions").addMiddleware { SignInMiddleware(authenticator: authenticator) }
            .delete("current", use: signOut)
    }

    @Sendable private func signIn(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let address = authenticator.address(of: request, context)
        try authenticator.take(address)
        // Else another site's page could have somebody put their music into an account that is not theirs.
        try SameOrigin.check(request)
        let wish = try await JSONBody.read(Wish.self, keys: "'name' and 'password'", of: request, context)
        let (people, label) = (people, BrowserName.of(request.headers[.userAgent]))
        let made: NewCredential
        do {
            made = try await threads.runIfActive {
                try people.sessions.open(password: wish.password, of: wish.name, label: label, from: address)
            }
        } catch let error as LockerError where error.code == .permissionDenied {
            throw Unauthenticated()
        } catch let error as LockerError where error.code == .tooMany {
            throw Unauthenticated(retryAfter: error.retryAfter ?? 1)
        }
        context.logger.notice("a browser signed in", metadata: .init(made.event))
        let (credential, cookie) = (made.credential, authenticator.cookie(of: request, context))
        let answer = Made(
            id: credential.id.hex, name: credential.person, expires: credential.expires.map { $0 / 1_000_000_000 })
        return JSONAnswer.response(
            answer, status: .created,
            fields: [.setCookie: cookie.keeping(made.secret, seconds: BrowserSessions.seconds)])
    }

    @Sendable private func signOut(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (person, session) = try context.requireSession()
        let people = people
        let event = try await threads.runIfActive { try people.credentials.revoke(session, of: person) }
        context.logger.notice("a browser signed out", metadata: .init(event))
        let cookie = authenticator.cookie(of: request, context)
        return Response(status: .noContent, headers: [.setCookie: cookie.forgetting, .cacheControl: "no-store"])
    }
}
