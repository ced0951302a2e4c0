import LockerBase
import SwiftProtobuf

extension Method {
    /// The message of a request as it travels.
    package func encode(_ request: Request) throws(LockerError) -> [UInt8] {
        do {
            return try request.serializedBytes()
        } catch {
            throw LockerError(.internal, "\(name): the request cannot be encoded", cause: error)
        }
    }

    /// The answer that `bytes` are, its texts made fit to be printed.
    package func decode(_ bytes: [UInt8]) throws(LockerError) -> Response {
        do {
            let response = try Response(serializedBytes: bytes)
            guard var reply = response as? any ForeignReply else { return response }
            reply.tidy()
            return reply as? Response ?? response
        } catch {
            throw LockerError(.internal, "\(name): the daemon's answer cannot be decoded", cause: error)
        }
    }
}
