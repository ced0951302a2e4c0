import Glibc

extension Server {
    /// What clients may use of a server at a time.
    public struct Limits: Sendable {
        private static let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))

        /// Connections; one more is closed as soon as it is accepted.
        public var connections = 1024
        /// Connections of one user; one more is closed as soon as it is accepted, so that the others find room.
        public var connectionsPerUser = 256
        /// The users that ``connectionsPerUser`` is not for: root and the server's own.
        public var exemptUsers: Set<UInt32> = [0, geteuid()]
        /// Calls in flight on one connection, from reading a request to having written its reply.
        public var requestsInFlight = 16
        /// Bytes of those requests. A single request is always let in.
        public var requestBytesInFlight = 8 << 20
        /// Threads for the methods of ``Lane/quick``.
        public var quickThreads = 8
        /// Threads for the methods of ``Lane/commit``.
        public var commitThreads = 8
        /// Threads for the methods of ``Lane/ingest``: two for each processor, as one of them may wait for the disk, and
        /// at least four.
        public var ingestThreads = max(4, 2 * processors)
        /// Threads for the methods of ``Lane/restore``: as many as for ``Lane/ingest``.
        public var restoreThreads = max(4, 2 * processors)
        /// Seconds after which a connection is cut whose client stops in the middle of a frame, or takes no byte of a
        /// reply. Between frames a client may be silent for ever.
        public var stallSeconds = 30

        public init() {}

        func threads(for lane: Lane) -> Int {
            switch lane {
            case .quick: quickThreads
            case .commit: commitThreads
            case .ingest: ingestThreads
            case .restore: restoreThreads
            }
        }
    }
}
