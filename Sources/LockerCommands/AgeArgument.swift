import ArgumentParser

/// A span of time as people write it: a number with h, d, w or y for hours, days, weeks or years of 365 days.
struct AgeArgument: ExpressibleByArgument, Sendable {
    let seconds: UInt64

    init?(argument: String) {
        let units: [Character: UInt64] = ["h": 3600, "d": 86_400, "w": 604_800, "y": 31_536_000]
        guard let last = argument.last, let unit = units[last], let count = UInt64(argument.dropLast()) else {
            return nil
        }
        let (seconds, isBeyond) = count.multipliedReportingOverflow(by: unit)
        if isBeyond { return nil }
        self.seconds = seconds
    }
}
