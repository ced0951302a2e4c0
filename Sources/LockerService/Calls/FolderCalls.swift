import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata

/// Answers the calls that show one folder of a library.
enum FolderCalls {
    /// A page of what is directly in it.
    static func list(
        _ locker: Locker, _ call: TypedCall<Locker_V1_ListRequest>
    ) throws(LockerError) -> Locker_V1_ListResponse {
        let request = call.message
        let page = try locker.listings.children(
            in: request.library, of: call.caller,
            revision: request.hasRevision ? try Number.revision(request.revision) : nil,
            under: try optionalPath(request.under), after: Array(request.after), limit: Int(request.limit),
            isPartial: request.partial, cancellation: call.context.cancellation)
        var response = Locker_V1_ListResponse()
        response.revision = UInt64(page.revision)
        response.entries = page.elements.map { Locker_V1_Entry($0) }
        response.more = page.more
        if let next = page.next { response.next = Data(next.bytes) }
        return response
    }

    static func count(
        _ locker: Locker, _ call: TypedCall<Locker_V1_CountFolderRequest>
    ) throws(LockerError) -> Locker_V1_CountFolderResponse {
        let request = call.message
        let (revision, totals) = try locker.listings.totals(
            of: try optionalPath(request.path), in: request.library, of: call.caller,
            revision: request.hasRevision ? try Number.revision(request.revision) : nil,
            cancellation: call.context.cancellation)
        var response = Locker_V1_CountFolderResponse()
        response.revision = UInt64(revision)
        response.files = UInt64(totals.files)
        response.links = UInt64(totals.links)
        response.folders = UInt64(totals.folders)
        response.children = UInt64(totals.children)
        response.logicalBytes = UInt64(totals.logicalBytes)
        if let newest = totals.newest { response.modified = newest }
        return response
    }
}

extension Locker_V1_Entry {
    fileprivate init(_ child: FolderChild) {
        switch child {
        case .entry(let entry): self.init(entry)
        case .folder(let path):
            self.init()
            self.path = Data(path.bytes)
            kind = .folder
            implied = true
        }
    }
}
