import LockerBase
import POSIXSupport
import SwiftProtobuf
import TTRPC

/// A connection to lockerd, with typed calls. Calls block; many threads may call at once.
public final class LockerConnection: Sendable {
    private let client: Client
    private let metadata: [String: String]
    /// What the daemon can do; nil until it was asked.
    private let features = Monitor<Set<String>?>(nil)

    /// Connects to the daemon that listens at `socket`.
    ///
    /// - Parameter account: the account to act for; nil for the caller's own.
    /// - Throws: ``LockerError/Code/unavailable`` when no daemon can be reached there.
    public init(socket: String, account: String? = nil) throws(LockerError) {
        do {
            client = try Client(path: socket)
        } catch {
            throw LockerError(unreachable: error)
        }
        metadata = account.map { [RequestMetadata.account: $0] } ?? [:]
    }

    /// Sends `request`, with `descriptor` where the call takes one, and waits for the answer.
    ///
    /// - Parameter name: what the request is called, for ``cancel(callsNamed:)`` and for the daemon's log: 1 to 64
    ///   printable characters of ASCII without blanks. Nil: the daemon calls it something.
    /// - Throws: the daemon's error, or ``LockerError/Code/unavailable`` when the connection ended first.
    public func call<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, descriptor: Descriptor? = nil,
        named name: String? = nil
    ) throws(LockerError) -> Response {
        var metadata = metadata
        if let name { metadata[RequestMetadata.request] = name }
        let payload = try method.encode(request)
        let answer: [UInt8]
        do {
            answer = try client.call(
                service: method.service, method: method.name, payload: payload, metadata: metadata,
                descriptors: descriptor.map { [$0] } ?? [])
        } catch {
            throw LockerError(error)
        }
        return try method.decode(answer)
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
        client.close()
    }
}
