import Hummingbird
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
}
