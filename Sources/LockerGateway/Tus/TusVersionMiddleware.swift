import HTTPTypes
import Hummingbird
import LockerBase

/// Lets no request through that speaks another version.
struct TusVersionMiddleware: RouterMiddleware {
    typealias Context = GatewayContext

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.headers[.tusResumable] == Tus.version else {
            throw Refusal(
                .preconditionFailed, .failedPrecondition,
                "this takes uploads by tus \(Tus.version); say so with Tus-Resumable: \(Tus.version)",
                fields: [.tusVersion: Tus.version])
        }
        return try await next(request, context)
    }
}
