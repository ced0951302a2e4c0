import HTTPTypes
import Hummingbird
import LockerBase
import NIOCore
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
            response = answer(error, context)
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.requestID] = context.name
        metrics.observe(context.endpointPath ?? "other", response.status, start.duration(to: .now))
        return response
    }

    private func answer(_ error: any Error, _ context: Context) -> Response {
        switch error {
        case let error as LockerError:
            if error.isForLog {
                context.logger.error("a request failed", metadata: ["error": "\(error)"])
            }
            var fields: HTTPFields = [:]
            if error.code == .tooMany || error.code == .unavailable { fields[.retryAfter] = "1" }
            return APIError(error, request: context.name).response(error.code.status, fields)
        case let error as Unauthenticated:
            return error.response(request: context.name)
        case let error as any HTTPResponseError:
            let code = error.status == .notFound ? LockerError.Code.notFound : .invalidArgument
            return APIError(code: code.rawValue, message: error.status.reasonPhrase, request: context.name)
                .response(error.status)
        // The connection is gone: nobody hears it, and whoever ends connections is not to fill the log.
        case is CancellationError, is ChannelError, is IOError:
            return Response(status: .serviceUnavailable)
        default:
            context.logger.error("a request failed", metadata: ["error": "\(error)"])
            return APIError(LockerError(.internal, "\(error)"), request: context.name).response(.internalServerError)
        }
    }
}
