import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addDamage() {
        addOperators(AdminMethods.findings) { (locker, _) throws(LockerError) in
            var response = Locker_V1_FindingsResponse()
            let found = try locker.damage.damages()
            response.findings = found.damages.map { Locker_V1_Finding($0) }
            response.total = UInt64(found.total)
            return response
        }
        add(LockerMethods.damaged, isReading: true) { (locker, call) throws(LockerError) in
            let damaged = try locker.damage.damagedFiles(
                in: call.message.library, of: call.caller, cancellation: call.context.cancellation)
            var response = Locker_V1_DamagedResponse()
            response.files = damaged.files.map { Locker_V1_DamagedFile($0) }
            response.more = damaged.more
            return response
        }
    }
}

extension Locker_V1_Finding {
    fileprivate init(_ damage: DamageNotice) {
        self.init()
        let finding = damage.finding
        pack = finding.pack.fileName
        offset = UInt64(finding.offset)
        if let record = finding.record { (kind, digest) = ("\(record.kind)", Data(record.digest.bytes)) }
        reason = finding.reason
        found = finding.found
        files = damage.holders.map { Locker_V1_AffectedFile($0) }
        moreFiles = damage.more
    }
}

extension Locker_V1_AffectedFile {
    fileprivate init(_ holder: Holder) {
        self.init()
        path = Data(holder.path.bytes)
        guard let owner = holder.owner else { return }
        account = owner.account
        library = owner.library
        since = UInt64(owner.since)
        if let end = owner.until { until = UInt64(end) }
    }
}

extension Locker_V1_DamagedFile {
    fileprivate init(_ file: DamagedFile) {
        self.init()
        path = Data(file.holder.path.bytes)
        size = UInt64(file.holder.size)
        blob = Data(file.blob.bytes)
        since = UInt64(file.holder.owner?.since ?? 0)
        if let end = file.holder.owner?.until { until = UInt64(end) }
    }
}
