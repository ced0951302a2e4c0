import LockerBase
import Metadata

extension Locker_Store_V1_LibraryRetention {
    init(_ retention: OwnRetention, of library: Library) {
        self.init()
        self.library = library.id
        if let count = retention.keepLast { keepLast = count }
        if let seconds = retention.keepWithin { keepWithinSeconds = seconds }
        if let count = retention.keepHourly { keepHourly = count }
        if let count = retention.keepDaily { keepDaily = count }
        if let count = retention.keepWeekly { keepWeekly = count }
        if let count = retention.keepMonthly { keepMonthly = count }
        if let count = retention.keepYearly { keepYearly = count }
    }
}

extension Locker_Store_V1_Commit {
    /// The record of what is asked to be kept of `library` from here on.
    init(keeping retention: OwnRetention, of library: Library, created: Int64) {
        self.init()
        self.created = created
        retentionChanged = Locker_Store_V1_LibraryRetention(retention, of: library)
    }
}

extension OwnRetention {
    /// What a record tells that is asked for.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` for what nobody can ask for.
    init(_ message: Locker_Store_V1_LibraryRetention) throws(LockerError) {
        self.init(
            keepLast: message.hasKeepLast ? message.keepLast : nil,
            keepWithin: message.hasKeepWithinSeconds ? message.keepWithinSeconds : nil,
            keepHourly: message.hasKeepHourly ? message.keepHourly : nil,
            keepDaily: message.hasKeepDaily ? message.keepDaily : nil,
            keepWeekly: message.hasKeepWeekly ? message.keepWeekly : nil,
            keepMonthly: message.hasKeepMonthly ? message.keepMonthly : nil,
            keepYearly: message.hasKeepYearly ? message.keepYearly : nil)
        do {
            try check()
        } catch {
            throw LockerError(.dataLoss, "a record has a retention that cannot be: \(error.message)")
        }
    }
}
