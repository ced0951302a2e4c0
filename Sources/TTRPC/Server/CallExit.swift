/// How a call leaves the connection that it came on.
struct CallExit: Sendable {
    /// Exchanges the call's place among those of the connection for one among those that are parked, and gives back the
    /// memory of its request. Returns false, and does nothing, where there is no such place.
    let park: @Sendable () -> Bool
    /// Sends the answer, for which so many bytes are reserved; `isParked` says which place is given back. To be called
    /// once.
    let reply: @Sendable (_ result: Result<[UInt8], RPCError>, _ reserved: Int, _ isParked: Bool) -> Void
}
