import Glibc

extension Server {
    /// What clients may use of a server at a time.
    public struct Limits: Sendable {
        /// Connections; one more is closed as soon as it is accepted.
        public var connections = 1024
        /// Calls in flight on one connection, from reading a request to having written its reply.
        public var requestsInFlight = 16
        /// Bytes of those requests. A single request is always let in.
        public var requestBytesInFlight = 8 << 20
        /// Threads for the methods of ``Lane/quick``.
        public var quickThreads = 8
        /// Threads for the methods of ``Lane/bulk``: one for each processor, and at least two.
        public var bulkThreads = max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        /// Seconds after which a connection is cut whose client stops in the middle of a frame, or takes no byte of a
        /// reply. Between frames a client may be silent for ever.
        public var stallSeconds = 30

        public init() {}
    }
}
