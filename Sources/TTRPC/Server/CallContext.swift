import POSIXSupport

/// What a handler knows of a call besides its payload.
public struct CallContext: Sendable {
    /// The connection it came on: a number that the server gives no second connection.
    public let connection: UInt64
    /// The stream of its request: a number that no second call of the connection has.
    public let stream: UInt32
    /// Who made that connection.
    public let peer: Peer
    /// The request's metadata; of a key that occurs more than once, the first value.
    public let metadata: [String: String]
    /// The descriptors that came with the request, at most four. Each is closed when nobody refers to it any more.
    public let descriptors: [Descriptor]
    /// When the caller stops waiting for the answer; nil when it waits as long as it takes.
    public let deadline: ContinuousClock.Instant?
    /// How long the thread may wait for the files of ``descriptors``. When it has waited too long the caller has its
    /// answer, an error, and what the handler answers later is dropped. Nil when there are none.
    public let patience: Patience?
    /// Whether the answer is still wanted: not when the caller has gone or has cancelled the call, or ``deadline`` has
    /// passed. Handlers that take long ask.
    public let cancellation: Cancellation
    /// What else the caller has under way, and may cancel.
    public let otherCalls: OtherCalls

    /// A call as it came, or as a test has it come.
    public init(
        connection: UInt64, stream: UInt32 = 0, peer: Peer, metadata: [String: String] = [:],
        descriptors: [Descriptor] = [], deadline: ContinuousClock.Instant? = nil, patience: Patience? = nil,
        cancellation: Cancellation = Cancellation(), otherCalls: OtherCalls = OtherCalls()
    ) {
        self.connection = connection
        self.stream = stream
        self.peer = peer
        self.metadata = metadata
        self.descriptors = descriptors
        self.deadline = deadline
        self.patience = patience
        self.cancellation = cancellation
        self.otherCalls = otherCalls
    }
}
