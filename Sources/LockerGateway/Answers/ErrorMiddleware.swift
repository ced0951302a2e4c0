import HTTPTypes
import Hummingbird
import NIOHTTP1

/// Turns what is thrown into answers, puts on every answer what all have, and counts and logs it.
struct ErrorMiddleware: RouterMiddleware {
    typealias Context = GatewayContext

    let metrics: HTTPMetrics

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as HTTPParserError {
            // The connection ends with it, and Hummingbird answers.
            throw error
        } catch {
            response = ErrorAnswer.response(to: error, context)
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.requestID] = context.name
        metrics.observe(context.endpointPath ?? "other", response.status, start.duration(to: .now))
        return response
    }
}
