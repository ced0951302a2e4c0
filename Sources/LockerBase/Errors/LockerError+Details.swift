extension LockerError {
    /// The hint among the details, if this version knows it.
    public var hint: ErrorHint? { details[.hint].flatMap(ErrorHint.init(rawValue:)) }

    /// This error with `details` besides its own, which count where both have one.
    public func with(_ details: [ErrorDetail: String]) -> LockerError {
        LockerError(
            code, message, details: details.merging(self.details) { _, own in own }, cause: cause)
    }
}
