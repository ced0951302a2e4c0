import ContentChunking
import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addStatus(started: ContinuousClock.Instant) {
        add(LockerMethods.status, isReading: true) { (locker, call) throws(LockerError) in
            var response = Locker_V1_StatusResponse()
            response.version = LockerVersion.text
            response.store = Data(locker.storeID)
            if call.caller.role == .operator { response.directory = locker.directory }
            response.account = call.caller.account.name
            response.role = Locker_V1_Role(call.caller.role)
            response.uptimeSeconds = UInt64((ContinuousClock.now - started).components.seconds)
            response.usage = Locker_V1_UsageResponse(try locker.accounts.usage(of: call.caller))
            response.rebuilding = locker.isRebuilding
            response.lanes.hash = SHA256Plan.measured.names
            response.lanes.scan = GearLanes.measured.name
            return response
        }
        add(LockerMethods.usage, isReading: true) { (locker, call) throws(LockerError) in
            Locker_V1_UsageResponse(try locker.accounts.usage(of: call.caller))
        }
        let locker = locker
        register(AdminMethods.stats, before: requiringOperator) { (_, record) throws(LockerError) in
            Locker_V1_StatsResponse(try locker.census.statistics(cancellation: record.context.cancellation))
        }
    }
}

extension Locker_V1_UsageResponse {
    init(_ usage: AccountUsage) {
        self.init()
        account = usage.account.name
        logicalBytes = UInt64(usage.logicalBytes)
        if let quota = usage.account.quota { quotaBytes = UInt64(quota) }
        files = UInt64(usage.files)
        chargedBytes = UInt64(usage.charge)
        libraries = usage.libraries.map { library in
            var message = Locker_V1_LibraryUsage()
            message.name = library.name
            message.revision = UInt64(library.revision)
            message.files = UInt64(library.files)
            message.logicalBytes = UInt64(library.logicalBytes)
            if let source = library.source { message.source = Locker_V1_Source(source) }
            return message
        }
    }
}
