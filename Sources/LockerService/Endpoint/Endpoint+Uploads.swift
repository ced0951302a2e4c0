import Foundation
import LockerAPI
import LockerBase
import LockerCore

extension Endpoint {
    mutating func addUploads() {
        add(LockerMethods.ingest) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            let path = try EntryPath(call.message.path)
            let expected = call.message.hasExpected ? try CallersFileStamp(call.message.expected) : nil
            return Locker_V1_IngestResponse(
                try locker.ingest.file(
                    try call.descriptor(), at: path, modified: call.message.modified,
                    mode: try permissionBits(call.message.hasMode ? call.message.mode : nil, of: path),
                    attributes: try toldAttributes(
                        call.message.hasAttributes ? call.message.attributes : nil, of: path),
                    expecting: expected, in: session, patience: call.context.patience,
                    cancellation: call.context.cancellation))
        }
        addForFiles(LockerMethods.ingestFiles) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            return try withBytes(of: call.message.contents) { (contents) throws(LockerError) in
                let carried = try CarriedFiles(call.message, contents)
                return carried.answer(
                    try locker.ingest.files(carried.files, in: session, cancellation: call.context.cancellation))
            }
        }
        add(LockerMethods.beginUpload) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            let path = try EntryPath(call.message.path)
            var response = Locker_V1_BeginUploadResponse()
            response.upload = try locker.uploads.begin(
                at: path, modified: call.message.modified,
                mode: try permissionBits(call.message.hasMode ? call.message.mode : nil, of: path),
                attributes: try toldAttributes(call.message.hasAttributes ? call.message.attributes : nil, of: path),
                in: session)
            return response
        }
        add(LockerMethods.writeUpload) { (locker, call) throws(LockerError) in
            let request = call.message
            let session = try locker.sessions.session(request.session, of: call)
            let received = try withBytes(of: request.data) { (bytes) throws(LockerError) in
                try locker.uploads.write(bytes, at: request.offset, to: request.upload, in: session)
            }
            var response = Locker_V1_WriteUploadResponse()
            response.size = UInt64(received)
            return response
        }
        add(LockerMethods.finishUpload) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            return Locker_V1_IngestResponse(
                try locker.uploads.finish(
                    call.message.upload, size: call.message.size, in: session,
                    cancellation: call.context.cancellation))
        }
        add(LockerMethods.cancelUpload) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            locker.uploads.cancel(call.message.upload, in: session)
            return Locker_V1_CancelUploadResponse()
        }
    }
}

extension CallersFileStamp {
    fileprivate init(_ message: Locker_V1_Stamp) throws(LockerError) {
        self.init(
            size: try Number.size(message.size), modified: message.modified, changed: message.changed)
    }
}

extension Locker_V1_IngestResponse {
    fileprivate init(_ content: FileContent) {
        self.init()
        blob = Data(content.blob.bytes)
        size = UInt64(content.size)
        if let track = content.track { self.track = Data(track.bytes) }
    }
}
