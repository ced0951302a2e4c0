import LockerBase

extension Locker_V1_FileFailure {
    /// The failure of the file at `place` of a request.
    public init(_ error: LockerError, at place: Int) {
        self.init()
        self.place = UInt32(place)
        reason = error.code.rawValue
        message = error.message
    }
}

extension LockerError {
    /// What a daemon says of one file of a request.
    public init(_ failure: Locker_V1_FileFailure) {
        self.init(Code(rawValue: failure.reason) ?? .system, failure.message)
    }
}
