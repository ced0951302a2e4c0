import LockerAPI
import Metadata

extension OwnRetention {
    /// What a message asks for; a number that is too large for any is the largest there is.
    package init(_ message: Locker_V1_Retention) {
        self.init()
        if message.hasKeepLast { keepLast = Int64(clamping: message.keepLast) }
        if message.hasKeepWithinSeconds { keepWithin = Int64(clamping: message.keepWithinSeconds) }
        if message.hasKeepHourly { keepHourly = Int64(clamping: message.keepHourly) }
        if message.hasKeepDaily { keepDaily = Int64(clamping: message.keepDaily) }
        if message.hasKeepWeekly { keepWeekly = Int64(clamping: message.keepWeekly) }
        if message.hasKeepMonthly { keepMonthly = Int64(clamping: message.keepMonthly) }
        if message.hasKeepYearly { keepYearly = Int64(clamping: message.keepYearly) }
    }
}

extension Locker_V1_Retention {
    package init(_ own: OwnRetention) {
        self.init()
        if let count = own.keepLast { keepLast = UInt64(count) }
        if let seconds = own.keepWithin { keepWithinSeconds = UInt64(seconds) }
        if let count = own.keepHourly { keepHourly = UInt64(count) }
        if let count = own.keepDaily { keepDaily = UInt64(count) }
        if let count = own.keepWeekly { keepWeekly = UInt64(count) }
        if let count = own.keepMonthly { keepMonthly = UInt64(count) }
        if let count = own.keepYearly { keepYearly = UInt64(count) }
    }
}
