import LockerAPI
import SwiftProtobuf
import TTRPC

/// A request with columns of numbers, which are counted before they are decoded.
protocol PackedColumns: Message {
    static var packed: [PackedField] { get }
}

extension Locker_V1_IngestFilesRequest: PackedColumns {
    /// `modified`, `modes` and `sizes`.
    static let packed = [PackedField(3, width: 8), PackedField(4), PackedField(5)]
}

/// The fields of a message that may come as one value with many elements.
package func packedFields(of message: any Message.Type) -> [PackedField] {
    (message as? any PackedColumns.Type)?.packed ?? []
}
