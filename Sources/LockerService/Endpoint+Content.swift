import Foundation
import LockerAPI
import LockerBase
import LockerCore

extension Endpoint {
    mutating func addContent() {
        add(LockerMethods.restore) { (locker, call) throws(LockerError) in
            let request = call.message
            let entry = try locker.restore(
                try EntryPath(request.path), from: request.library,
                revision: request.hasRevision ? try Number.revision(request.revision) : nil, of: call.caller,
                to: try call.descriptor(), patience: call.context.patience)
            var response = Locker_V1_RestoreResponse()
            response.size = UInt64(entry.size)
            response.modified = entry.modified
            return response
        }
        add(LockerMethods.read) { (locker, call) throws(LockerError) in
            let request = call.message
            let (entry, bytes) = try locker.read(
                try EntryPath(request.path), from: request.library,
                revision: request.hasRevision ? try Number.revision(request.revision) : nil, of: call.caller,
                offset: request.offset, length: Int(request.length))
            var response = Locker_V1_ReadResponse()
            response.data = Data(bytes)
            response.size = UInt64(entry.size)
            if let blob = entry.blob { response.blob = Data(blob.bytes) }
            return response
        }
    }
}
