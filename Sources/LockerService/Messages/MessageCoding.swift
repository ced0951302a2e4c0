import LockerBase
import SwiftProtobuf
import TTRPC

/// Messages of calls as bytes, and the other way round.
enum MessageCoding {
    /// - Throws: ``LockerError/Code/invalidArgument`` for bytes that are no such message, or one with too many fields.
    static func decode<Request: Message>(
        _ payload: [UInt8], _ packed: [PackedField]
    ) throws(LockerError) -> Request {
        do {
            let count = try FieldScanner.count(in: payload, limit: RequestLimits.fields, packed: packed)
            guard let count,
                try count + attributeCount(in: payload, of: Request.self) <= RequestLimits.fields
            else {
                throw LockerError(
                    .invalidArgument, "the request has more than \(RequestLimits.fields) fields; send it in parts")
            }
            return try Request(serializedBytes: payload)
        } catch let error as LockerError {
            throw error
        } catch {
            throw LockerError(.invalidArgument, "the request is not a \(Request.protoMessageName)", cause: error)
        }
    }

    /// The bytes of an answer.
    static func encode(_ response: some Message) throws(LockerError) -> [UInt8] {
        do {
            return try response.serializedBytes()
        } catch {
            throw LockerError(.internal, "the answer cannot be encoded", cause: error)
        }
    }
}
