import LockerAPI
import LockerBase
import NIOCore
import SwiftProtobuf
import TTRPC

/// A call as it goes to the daemon: its names, whom it is for, and its message in pieces.
package struct CallRequest: Sendable {
    /// Longer waits are cut to this.
    private static let longestWait = Duration.seconds(7 * 24 * 3600)

    /// The service's full name: `locker.v1.Locker`.
    package let service: String
    /// The call's name: `Status`.
    package let method: String
    /// The message, in pieces one behind the other. None of them is copied.
    package let payload: [ByteBuffer]
    /// The account that it is for; nil for the caller's own.
    package let account: String?
    /// What it is called, in errors and in the daemon's log; nil: the daemon calls it something.
    package let name: String?
    /// When its answer is not waited for any more; nil: it is waited for as long as it takes.
    package let deadline: NIODeadline?
    /// Whether it waits at the daemon for something to happen, and has no place among the calls in flight.
    package let isParked: Bool

    /// - Parameter time: how long to wait for the answer; nil for as long as it takes.
    package init(
        service: String, method: String, payload: [ByteBuffer], for account: String? = nil, named name: String? = nil,
        within time: Duration? = nil, isParked: Bool = false
    ) {
        self.service = service
        self.method = method
        self.payload = payload
        self.account = account
        self.name = name
        deadline = time.map { NIODeadline.now() + TimeAmount(min($0, CallRequest.longestWait)) }
        self.isParked = isParked
    }

    /// A call of `method` whose message is encoded already.
    init<Request, Response>(
        _ method: Method<Request, Response>, _ payload: [ByteBuffer], for account: String? = nil,
        named name: String? = nil, within time: Duration? = nil, isParked: Bool = false
    ) {
        self.init(
            service: method.service, method: method.name, payload: payload, for: account, named: name, within: time,
            isParked: isParked)
    }

    /// Whether nobody waits for its answer any more.
    var isOver: Bool { deadline.map { $0 <= NIODeadline.now() } ?? false }

    /// Bytes of the message.
    var byteCount: Int { payload.reduce(0) { $0 + $1.readableBytes } }

    /// The bytes that go before the message.
    func head(stream: UInt32) throws(RPCError) -> [UInt8] {
        var metadata: [String: String] = [:]
        metadata[RequestMetadata.account] = account
        metadata[RequestMetadata.request] = name
        let left = deadline.map { max(1, ($0 - NIODeadline.now()).nanoseconds) } ?? 0
        return try RequestHead(service: service, method: method, metadata: metadata, nanoseconds: left)
            .bytes(stream: stream, payload: byteCount)
    }
}
