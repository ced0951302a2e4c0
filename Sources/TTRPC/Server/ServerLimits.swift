import Glibc

/// What clients may use of a server at a time.
public struct ServerLimits: Sendable {
    private static let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))

    /// Connections. When all are open, one that is idle makes room for one more; without one that is, that is
    /// closed as soon as it is accepted.
    public var connections = 1024
    /// Connections of one user; one more is closed as soon as it is accepted, so that the others find room. Nobody
    /// has more than are left for the others, either.
    public var connectionsPerUser = 256
    /// Connections of one user who acts for others, if that is more: all of those come over them. A quarter is left for the
    /// others all the same, see ``connectionsLeftToUsers``.
    public var connectionsPerFrontend = 1024
    /// Connections that are kept for ``exemptUsers``.
    public var operatorConnections: Int { min(32, connections / 16) }
    /// Connections that nobody takes beyond ``connectionsPerUser``, or beyond as many as are left then.
    public var connectionsLeftToUsers: Int { (connections - operatorConnections) / 4 }
    /// The users that ``connectionsPerUser`` is not for: operators, which are root and the server's own at least.
    public var exemptUsers: Set<UInt32> = [0, geteuid()]
    /// Calls in flight on one connection, from reading a request to having written its reply.
    public var requestsInFlight = 16
    /// Bytes of those requests. A single request is always let in.
    public var requestBytesInFlight = 8 << 20
    /// How many times as much a connection has in flight whose user acts for others. Each of these has as much as a
    /// connection of its own would, and more while half of all is free; beyond that its calls are refused.
    public var accountsInFlight = 16
    /// Calls that are parked at a time: they wait for something to happen, without a thread and without a place among the
    /// calls in flight. One principal has no more than are left for the others.
    public var parkedCalls = 4096
    /// And of those, on one connection.
    public var parkedCallsPerConnection = 1024
    /// Threads for the methods of ``Lane/quick``.
    public var quickThreads = 8
    /// Threads for the methods of ``Lane/commit``.
    public var commitThreads = 8
    /// Threads for the methods of ``Lane/ingest``: two for each processor, as one of them may wait for the disk,
    /// and at least four.
    public var ingestThreads = max(4, 2 * processors)
    /// Threads for the methods of ``Lane/restore``: as many as for ``Lane/ingest``.
    public var restoreThreads = max(4, 2 * processors)
    /// Seconds after which a connection is cut whose client stops in the middle of a frame, or takes no byte of a
    /// reply. Between frames a client may be silent for ever.
    public var stallSeconds = 30
    /// Seconds after which a connection is cut whose client has sent a part of a frame, or taken a part of a reply.
    public var frameSeconds = 120
    /// Bytes of requests of all connections, and as many of replies. One principal gets no more of it
    /// than is left for the others.
    public var messageBytes = 256 << 20
    /// The least that ``messageBytes`` may be: eight messages of the greatest length.
    public static let leastMessageBytes = 32 << 20
    /// Descriptors that came with calls, shared out the same way.
    public var descriptors = 1024
    /// Seconds that a call may wait for a file that came with it, and longer by what goes through, 64 KiB a second.
    public var fileSeconds = 60.0
    /// Threads that hang in such files and are replaced, in each lane.
    public var replacedThreads = 32
    /// Seconds that a call may wait for such a file once the server stops.
    public var stopSeconds = 30.0
    /// The key of the metadata by which users who act for others say for whom; nil when nobody does.
    public var accountKey: String?

    /// The limits as they are unless somebody changes them.
    public init() {}

    /// The threads of all lanes.
    public var threads: Int { Lane.allCases.reduce(0) { $0 + threads(for: $1) } }

    func threads(for lane: Lane) -> Int {
        switch lane {
        case .quick: quickThreads
        case .commit: commitThreads
        case .ingest: ingestThreads
        case .restore: restoreThreads
        }
    }
}
