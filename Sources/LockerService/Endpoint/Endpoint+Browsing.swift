import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addBrowsing() {
        add(LockerMethods.list, isReading: true) { (locker, call) throws(LockerError) in
            let request = call.message
            if request.oneLevel { return try FolderCalls.list(locker, call) }
            let page = try locker.listings.entries(
                in: request.library, of: call.caller,
                revision: request.hasRevision ? try Number.revision(request.revision) : nil,
                under: try optionalPath(request.under), after: try optionalPath(request.after),
                limit: request.mostEntries, isPartial: request.partial, cancellation: call.context.cancellation)
            var response = Locker_V1_ListResponse()
            response.revision = UInt64(page.revision)
            response.entries = page.elements.map { Locker_V1_Entry($0) }
            if request.arrivals {
                let arrivals = try locker.listings.arrivals(
                    of: page.elements, in: request.library, of: call.caller, revision: page.revision)
                response.tell(arrivals)
            }
            response.more = page.more
            if let next = page.next, request.partial { response.next = Data(next.bytes) }
            return response
        }
        add(LockerMethods.changes, isReading: true) { (locker, call) throws(LockerError) in
            let request = call.message
            let page = try locker.listings.changes(
                in: request.library, of: call.caller, since: try Number.revision(request.since),
                until: request.hasUntil ? try Number.revision(request.until) : nil,
                after: try optionalPath(request.after), limit: Int(request.limit), isPartial: request.partial,
                cancellation: call.context.cancellation)
            var response = Locker_V1_ChangesResponse()
            response.revision = UInt64(page.revision)
            response.changes = page.elements.map { Locker_V1_Change($0) }
            response.more = page.more
            if let next = page.next, request.partial { response.next = Data(next.bytes) }
            return response
        }
        add(LockerMethods.log, isReading: true) { (locker, call) throws(LockerError) in
            let request = call.message
            let page = try locker.listings.revisions(
                of: request.library, of: call.caller,
                before: request.before > 0 ? try Number.revision(request.before) : nil, limit: Int(request.limit),
                cancellation: call.context.cancellation)
            var response = Locker_V1_LogResponse()
            response.revisions = page.elements.map { Locker_V1_Revision($0) }
            response.more = page.more
            return response
        }
        add(LockerMethods.countFolder, isReading: true) { (locker, call) throws(LockerError) in
            try FolderCalls.count(locker, call)
        }
    }
}

extension Locker_V1_Change {
    fileprivate init(_ change: Change) {
        self.init()
        path = Data(change.path.bytes)
        if let entry = change.entry { self.entry = Locker_V1_Entry(entry) }
        existed = change.existed
    }
}

extension Locker_V1_ListRequest {
    /// The most entries of a page.
    fileprivate var mostEntries: Int {
        guard arrivals else { return Int(limit) }
        return limit == 0 ? Listings.maximumArrivals : min(Int(limit), Listings.maximumArrivals)
    }
}

extension Locker_V1_ListResponse {
    /// Takes how the contents of its entries came.
    fileprivate mutating func tell(_ arrivals: [Arrival?]) {
        for (place, arrival) in arrivals.enumerated() {
            entries[place].arrival =
                switch arrival {
                case .sent?: .sent
                case .held?: .held
                case .catalog?: .catalog
                case nil: .unspecified
                }
        }
    }
}
