import Foundation
import Hummingbird
import LockerBase
import NIOCore

/// Requests with a small object of JSON.
enum JSONBody {
    private static let limit = 16 << 10

    /// Reads it, once the client was told to send it.
    ///
    /// - Parameter keys: what it has, for who sent something else.
    /// - Throws: ``LockerError/Code/invalidArgument``.
    static func read<Value: Decodable>(
        _ type: Value.Type, keys: String, of request: Request, _ context: GatewayContext
    ) async throws -> Value {
        try await ExpectContinue.answer(request, context)
        let body = try await request.body.collect(upTo: limit)
        do {
            return try JSONDecoder().decode(type, from: Data(buffer: body))
        } catch {
            throw LockerError(.invalidArgument, "the request has no JSON object with \(keys)", cause: error)
        }
    }
}
