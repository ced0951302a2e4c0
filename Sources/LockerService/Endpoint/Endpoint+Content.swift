import Foundation
import LockerAPI
import LockerBase
import LockerCore

extension Endpoint {
    mutating func addContent() {
        add(LockerMethods.restore, isReading: true) { (locker, call) throws(LockerError) in
            let request = call.message
            let entry = try locker.reader.restore(
                try EntryPath(request.path), from: request.library,
                revision: request.hasRevision ? try Number.revision(request.revision) : nil, of: call.caller,
                to: try call.descriptor(), patience: call.context.patience, cancellation: call.context.cancellation)
            var response = Locker_V1_RestoreResponse()
            response.size = UInt64(entry.size)
            response.modified = entry.modified
            if let mode = entry.mode { response.mode = mode }
            if let attributes = entry.attributes { response.attributes = Locker_V1_Attributes(attributes) }
            return response
        }
        add(LockerMethods.read, isReading: true) { (locker, call) throws(LockerError) in
            let request = call.message
            let (entry, bytes) = try locker.reader.read(
                try EntryPath(request.path), from: request.library,
                revision: request.hasRevision ? try Number.revision(request.revision) : nil, of: call.caller,
                offset: request.offset, length: Int(request.length), cancellation: call.context.cancellation)
            var response = Locker_V1_ReadResponse()
            response.data = Data(bytes)
            response.size = UInt64(entry.size)
            if let blob = entry.blob { response.blob = Data(blob.bytes) }
            return response
        }
        addForFiles(LockerMethods.restoreFiles, isReading: true) { (locker, call) throws(LockerError) in
            let request = call.message
            let named = try NamedFiles(request.paths)
            return named.answer(
                try locker.reader.files(
                    named.paths, from: request.library,
                    revision: request.hasRevision ? try Number.revision(request.revision) : nil, of: call.caller,
                    cancellation: call.context.cancellation))
        }
        add(LockerMethods.openBlob, isReading: true) { (locker, call) throws(LockerError) in
            try BlobCalls.open(locker, call)
        }
        add(LockerMethods.readBlob, isReading: true) { (locker, call) throws(LockerError) in
            try BlobCalls.read(locker, call)
        }
        add(LockerMethods.closeBlob, isReading: true) { (locker, call) throws(LockerError) in
            locker.blobs.close(
                handle: call.message.handle, of: call.caller, connection: call.context.connection)
            return Locker_V1_CloseBlobResponse()
        }
    }
}
