import LockerBase
import POSIXSupport
import SwiftProtobuf
import TTRPC

/// A connection to lockerd, with typed calls. Calls block; many threads may call at once.
public final class LockerConnection: Sendable {
    private let client: Client
    private let metadata: [String: String]

    /// Connects to the daemon that listens at `socket`.
    ///
    /// - Parameter account: the account to act for; nil for the caller's own.
    /// - Throws: ``LockerError/Code/unavailable`` when no daemon can be reached there.
    public init(socket: String, account: String? = nil) throws(LockerError) {
        do {
            client = try Client(path: socket)
        } catch {
            throw LockerError(
                .unavailable, "no daemon answers: \(error.message); is lockerd running?", cause: error)
        }
        metadata = account.map { [RequestMetadata.account: $0] } ?? [:]
    }

    /// Sends `request`, with `descriptor` where the call takes one, and waits for the answer.
    ///
    /// - Throws: the daemon's error, or ``LockerError/Code/unavailable`` when the connection ended first.
    public func call<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, descriptor: Descriptor? = nil
    ) throws(LockerError) -> Response {
        let payload: [UInt8]
        do {
            payload = try request.serializedBytes()
        } catch {
            throw LockerError(.internal, "\(method.name): the request cannot be encoded", cause: error)
        }
        let answer: [UInt8]
        do {
            answer = try client.call(
                service: method.service, method: method.name, payload: payload, metadata: metadata,
                descriptors: descriptor.map { [$0] } ?? [])
        } catch {
            throw LockerError(error)
        }
        do {
            return try Response(serializedBytes: answer)
        } catch {
            throw LockerError(.internal, "\(method.name): the daemon's answer cannot be decoded", cause: error)
        }
    }

    /// Ends the connection, and with it every session opened on it.
    public func close() {
        client.close()
    }
}
