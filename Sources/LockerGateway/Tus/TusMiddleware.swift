import HTTPTypes
import Hummingbird
import NIOHTTP1

/// Says on every answer, errors included, which version is spoken.
struct TusMiddleware: RouterMiddleware {
    typealias Context = GatewayContext

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as HTTPParserError {
            throw error
        } catch {
            response = ErrorAnswer.response(to: error, context)
        }
        response.headers[.tusResumable] = Tus.version
        return response
    }
}
