import HTTPTypes
import Hummingbird
import LockerBase
import NIOCore

/// Answers to requests that fail.
enum ErrorAnswer {
    /// What of an error its caller is told; the log is told the rest.
    static func response(to error: any Error, _ context: GatewayContext) -> Response {
        switch error {
        case let error as LockerError:
            if error.isForLog {
                context.logger.error("a request failed", metadata: ["error": "\(error)"])
            }
            var fields: HTTPFields = [:]
            if let pause = error.code.pause { fields[.retryAfter] = "\(pause)" }
            return APIError(error, request: context.name).response(error.code.status, fields)
        case let error as Unauthenticated:
            return error.response(request: context.name)
        case let error as Refusal:
            return APIError(code: error.code.rawValue, message: error.message, request: context.name)
                .response(error.status, error.fields)
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
