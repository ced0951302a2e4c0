import SwiftProtobuf
import TTRPC

/// A call of the interface: its names on the wire, its messages, and the lane that the daemon runs it in.
public struct Method<Request: Message & Sendable, Response: Message & Sendable>: Sendable {
    /// The service's full name: `locker.v1.Locker`.
    public let service: String
    /// The call's name: `Status`.
    public let name: String
    /// Calls that wait for the disk or move content have lanes of their own, so that they cannot take the threads of
    /// the others.
    public let lane: Lane
    /// The descriptors that a request may carry.
    public let descriptors: Int
    /// Whether the daemon answers it as soon as it is read, and has it wait for no thread of its lane.
    public let isPassing: Bool
    /// Whether it does no harm to make it again, on another connection, where one broke before the answer: nothing of
    /// what it names belongs to the connection, and twice is as good as once.
    public let isRepeatable: Bool

    init(
        _ service: String, _ name: String, _ lane: Lane = .quick, descriptors: Int = 0, isPassing: Bool = false,
        isRepeatable: Bool = false
    ) {
        self.service = service
        self.name = name
        self.lane = lane
        self.descriptors = descriptors
        self.isPassing = isPassing
        self.isRepeatable = isRepeatable
    }
}
