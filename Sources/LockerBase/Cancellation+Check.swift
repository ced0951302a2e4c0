import POSIXSupport

extension Cancellation? {
    /// To be called between the steps of long work, and never once what it does must be done to its end.
    ///
    /// - Throws: ``LockerError/Code/unavailable`` when whoever called has gone, ``LockerError/Code/cancelled`` when they
    ///   have cancelled the call, ``LockerError/Code/timedOut`` when their deadline has passed.
    public func check() throws(LockerError) {
        switch self?.reason {
        case nil: return
        case .abandoned: throw LockerError(.unavailable, "the caller has gone, and the call was given up")
        case .cancelled: throw LockerError(.cancelled, "the call was cancelled by whoever made it")
        case .late:
            throw LockerError(
                .timedOut, "the call was given up at the deadline that came with it; give it more time, or ask for less"
            )
        }
    }
}
