extension Int {
    /// The sum, or the largest number there is: what a daemon says may add up to anything.
    package func adding(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
