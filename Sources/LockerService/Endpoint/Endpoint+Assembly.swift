import Foundation
import LockerAPI
import LockerBase
import LockerCore

extension Endpoint {
    mutating func addAssembly() {
        add(LockerMethods.assemble) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            var files: [RecipeFile] = []
            for file in call.message.files {
                let path = try EntryPath(file.path)
                files.append(
                    RecipeFile(
                        path: path, modified: file.modified,
                        mode: try permissionBits(file.hasMode ? file.mode : nil, of: path),
                        attributes: try toldAttributes(file.hasAttributes ? file.attributes : nil, of: path),
                        recipe: Array(file.recipe)))
            }
            var response = Locker_V1_AssembleResponse()
            response.files = try locker.assembler.assemble(
                files, in: session, cancellation: call.context.cancellation
            ).map { Locker_V1_AssembledFile($0) }
            return response
        }
        add(LockerMethods.putChunks) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            try locker.ingest.put(call.message.chunks, in: session, cancellation: call.context.cancellation)
            return Locker_V1_PutChunksResponse()
        }
    }
}

extension Locker_V1_AssembledFile {
    fileprivate init(_ assembled: Assembled) {
        self.init()
        switch assembled {
        case .staged(let content):
            blob = Data(content.blob.bytes)
            size = UInt64(content.size)
            if let track = content.track { self.track = Data(track.bytes) }
        case .missing(let places):
            missing = places.map { UInt32($0) }
        }
    }
}
