import LockerAPI
import SwiftProtobuf
import TTRPC

/// A request that gives entries attributes, of each as many as its client likes: they are counted before they are decoded.
protocol AttributedRequest: Message {
    /// The numbers of the fields that lead to the attributes of an entry, one in another.
    static var attributePath: [UInt64] { get }
}

extension Locker_V1_StageRequest: AttributedRequest {
    static let attributePath: [UInt64] = [2, 10]
}

extension Locker_V1_IngestRequest: AttributedRequest {
    static let attributePath: [UInt64] = [6]
}

extension Locker_V1_IngestFilesRequest: AttributedRequest {
    static let attributePath: [UInt64] = [7, 2]
}

extension Locker_V1_BeginUploadRequest: AttributedRequest {
    static let attributePath: [UInt64] = [5]
}

extension Locker_V1_AssembleRequest: AttributedRequest {
    static let attributePath: [UInt64] = [2, 5]
}

/// The number of attributes in an encoded message of a type; 0 for one that gives none.
func attributeCount(in payload: [UInt8], of message: any Message.Type) throws(FieldScanner.Malformed) -> Int {
    guard let type = message as? any AttributedRequest.Type else { return 0 }
    let path = type.attributePath[...]
    let count = payload.withUnsafeBytes { bytes in
        Result { () throws(FieldScanner.Malformed) -> Int in try fieldCount(in: bytes, at: path) }
    }
    return try count.get()
}

/// The fields that lie at the end of `path`, counted over all messages that it leads through.
private func fieldCount(
    in bytes: UnsafeRawBufferPointer, at path: ArraySlice<UInt64>
) throws(FieldScanner.Malformed) -> Int {
    var scanner = FieldScanner(bytes)
    var count = 0
    while let field = try scanner.next() {
        guard let next = path.first else {
            count += 1
            continue
        }
        // The tag of a message has the wire type of what has a length, 2.
        guard field.tag == next << 3 | 2 else { continue }
        count += try fieldCount(in: UnsafeRawBufferPointer(rebasing: bytes[field.value]), at: path.dropFirst())
    }
    return count
}
