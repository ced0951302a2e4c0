import Hummingbird
import LockerBase
import People

/// Lets nobody through who has not signed in.
struct SignInMiddleware: RouterMiddleware {
    typealias Context = GatewayContext

    let authenticator: Authenticator

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.caller = try authenticator.caller(of: request, context)
        return try await next(request, context)
    }
}

extension GatewayContext {
    /// Who has signed in.
    ///
    /// - Throws: ``Unauthenticated``, where nobody was asked to.
    func requireCaller() throws -> SignedIn {
        guard let caller else { throw Unauthenticated() }
        return caller
    }

    /// Who has signed in with their own password, in a browser, and by which session.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` for who comes with a token or an app password: what was stolen of
    ///   a device is to make no other, and to end none.
    func requireSession() throws -> (person: String, session: CredentialID) {
        let caller = try requireCaller()
        guard caller.kind == .session, let session = caller.credential else {
            throw LockerError(
                .permissionDenied,
                "this takes the person's own password: sign in at the page, or by POST /api/v1/sessions")
        }
        return (caller.person, session)
    }
}
