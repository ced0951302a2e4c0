import Foundation
import LockerAPI
import LockerBase
import LockerCore

/// Answers the calls that read content which is open, or named.
enum BlobCalls {
    static func open(
        _ locker: Locker, _ call: TypedCall<Locker_V1_OpenBlobRequest>
    ) throws(LockerError) -> Locker_V1_OpenBlobResponse {
        let request = call.message
        let opened = try locker.blobs.open(
            try EntryPath(request.path), from: request.library,
            revision: request.hasRevision ? try Number.revision(request.revision) : nil, of: call.caller,
            connection: call.context.connection)
        return Locker_V1_OpenBlobResponse(opened)
    }

    static func read(
        _ locker: Locker, _ call: TypedCall<Locker_V1_ReadBlobRequest>
    ) throws(LockerError) -> Locker_V1_ReadBlobResponse {
        let (bytes, size) = try content(locker, call)
        var response = Locker_V1_ReadBlobResponse()
        response.data = Data(bytes)
        response.size = UInt64(size)
        return response
    }

    private static func content(
        _ locker: Locker, _ call: TypedCall<Locker_V1_ReadBlobRequest>
    ) throws(LockerError) -> (bytes: [UInt8], size: Int64) {
        let request = call.message
        guard request.blob.isEmpty != (request.handle == 0) else {
            throw LockerError(.invalidArgument, "a read is of a handle or of a blob; give one of them")
        }
        if request.handle != 0 {
            return try locker.blobs.read(
                handle: request.handle, of: call.caller, connection: call.context.connection, offset: request.offset,
                length: Int(request.length), cancellation: call.context.cancellation)
        }
        guard let blob = Digest(request.blob) else {
            throw LockerError(.invalidArgument, "a blob is a digest of 32 bytes")
        }
        return try locker.blobs.read(
            blob: blob, of: call.caller, offset: request.offset, length: Int(request.length),
            cancellation: call.context.cancellation)
    }
}

extension Locker_V1_OpenBlobResponse {
    fileprivate init(_ opened: Blobs.Opened) {
        self.init()
        handle = opened.handle
        size = UInt64(opened.entry.size)
        if let blob = opened.entry.blob { self.blob = Data(blob.bytes) }
        modified = opened.entry.modified
        if let mode = opened.entry.mode { self.mode = mode }
        if let track = opened.entry.track { self.track = Data(track.bytes) }
        revision = UInt64(opened.revision)
        if let attributes = opened.entry.attributes { self.attributes = Locker_V1_Attributes(attributes) }
    }
}
