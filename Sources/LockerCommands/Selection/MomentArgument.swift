import Glibc

/// A moment as the command line names it: `2026-11-28`, `2026-11-28T10:20`, `2026-11-28 10:20:30`, in local time or
/// with `Z` or an offset such as `+01:00` behind it.
package struct MomentArgument {
    /// Nanoseconds since 1970: the last there is of what is named, a day, a minute or a second. So what is shown as
    /// made at 10:20:30 was made by `10:20:30`.
    package let nanoseconds: Int64

    /// Nil for what is no such text, and for days that no month has.
    package init?(_ text: String) {
        var scanner = DateScanner(text)
        guard let date = scanner.date() else { return nil }
        var time = DateScanner.TimeOfDay()
        if scanner.take("Tt ") {
            guard let found = scanner.time() else { return nil }
            time = found
        }
        guard let zone = scanner.zone() else { return nil }
        var parts = tm()
        parts.tm_year = date.year - 1900
        parts.tm_mon = date.month - 1
        parts.tm_mday = date.day
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (time.hour, time.minute, time.second)
        // Whether it is summer time is for the system to know.
        parts.tm_isdst = -1
        let seconds: Int
        switch zone {
        case .local: seconds = mktime(&parts)
        case .offset(let offset): seconds = timegm(&parts) - offset
        }
        // Of a 31st of April they make a 1st of May.
        guard parts.tm_mday == date.day, parts.tm_mon == date.month - 1 else { return nil }
        let (whole, isBeyond) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isMore) = whole.addingReportingOverflow(time.fraction)
        nanoseconds = isBeyond || isMore ? (seconds < 0 ? .min : .max) : sum
    }
}
