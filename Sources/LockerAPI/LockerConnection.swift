import LockerBase
import POSIXSupport
import TTRPC

/// A connection to lockerd, with typed calls. Calls block; many threads may call at once.
public final class LockerConnection: Sendable {
    let lines: CallLines
    let metadata: [String: String]
    /// What the daemon can do; nil until it was asked.
    private let features = Monitor<Set<String>?>(nil)

    /// Connects to the daemon that listens at `socket`.
    ///
    /// - Parameter account: the account to act for; nil for the caller's own.
    /// - Throws: ``LockerError/Code/unavailable`` when no daemon can be reached there.
    public init(socket: String, account: String? = nil) throws(LockerError) {
        do {
            lines = CallLines(try Client(path: socket))
        } catch {
            throw LockerError(unreachable: error)
        }
        metadata = account.map { [RequestMetadata.account: $0] } ?? [:]
    }

    /// Connects to a daemon behind a server. Calls that only read go on over another connection where one broke, as long
    /// as no session is open; a session ends with its connection.
    ///
    /// - Parameter account: the account to act for; nil for the one that the server knows the caller as.
    /// - Throws: ``LockerError/Code/unavailable`` when the server cannot be reached, and what it answers instead.
    public init(over route: ServerRoute, account: String? = nil) throws(LockerError) {
        lines = CallLines(try route.client(), route: route)
        metadata = account.map { [RequestMetadata.account: $0] } ?? [:]
    }

    /// Whether descriptors of open files reach the daemon as far as is known: not through a server.
    public var passesDescriptors: Bool { !lines.isRemote }

    /// Sends `request`, with `descriptor` where the call takes one, and waits for the answer.
    ///
    /// - Parameter name: what the request is called, for ``cancel(callsNamed:)`` and for the daemon's log: 1 to 64
    ///   printable characters of ASCII without blanks. Nil: the daemon calls it something.
    /// - Throws: the daemon's error, or ``LockerError/Code/unavailable`` when the connection ended first.
    public func call<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, descriptor: Descriptor? = nil,
        named name: String? = nil
    ) throws(LockerError) -> Response {
        try exchange(method, request, descriptor, named: name, on: nil).answer
    }

    /// Cancels the calls under way on this connection that are called `name`. Each ends at its next step with
    /// ``LockerError/Code/cancelled``, or as it would have where it is as good as done: a commit that is being written
    /// down is made.
    ///
    /// - Returns: whether there was one. A daemon that is older than that cancels none, and nothing is found.
    @discardableResult
    public func cancel(callsNamed name: String) throws(LockerError) -> Bool {
        guard try has(.cancel) else { return false }
        var request = Locker_V1_CancelCallRequest()
        request.request = name
        return try call(LockerMethods.cancelCall, request).found
    }

    /// Whether the daemon has `feature`. It is asked once; one that does not know the question has none.
    public func has(_ feature: Feature) throws(LockerError) -> Bool {
        if let known = features.withLock({ $0 }) { return known.contains(feature.rawValue) }
        let words: Set<String>
        do {
            words = Set(try call(LockerMethods.capabilities, .init()).features)
        } catch let error where error.code == .unimplemented {
            words = []
        }
        features.withLock { $0 = words }
        return words.contains(feature.rawValue)
    }

    /// - Parameter wish: what cannot be done without `feature`: `tell what would go`.
    /// - Throws: ``LockerError/Code/unimplemented`` when the daemon is older than `feature`.
    public func require(_ feature: Feature, to wish: String) throws(LockerError) {
        guard try has(feature) else {
            throw LockerError(
                .unimplemented, "this lockerd is older than this locker and cannot \(wish); update lockerd")
        }
    }

    /// Ends the connection, and with it every session opened on it.
    public func close() {
        lines.close()
    }
}
