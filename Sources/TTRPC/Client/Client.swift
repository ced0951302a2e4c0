import POSIXSupport

/// Calls the methods of a ttrpc server over one connection, from any number of threads at once.
public final class Client: Sendable {
    private let connection: ClientConnection

    /// Connects to the socket at `path`. The errors are those of ``UnixSocket/connect(to:)``.
    public init(path: String) throws(RPCError) {
        connection = try ClientConnection(over: UnixSocket.connect(to: path), called: path)
    }

    /// Calls over `socket`, which is connected to a server already, blocks, and is the client's from here on.
    ///
    /// - Parameter name: what the server is called in errors.
    public init(over socket: Descriptor, called name: String) throws(RPCError) {
        connection = try ClientConnection(over: socket, called: name)
    }

    deinit {
        connection.close()
    }

    /// Calls a method with its encoded request message, and waits for its encoded response message.
    ///
    /// - Parameters:
    ///   - descriptors: At most four, which the server gets duplicates of.
    ///   - seconds: How long to wait; the server is told. nil: as long as it takes.
    ///
    /// Throws what the server answers; ``RPCError/Code/unavailable`` when the connection is lost;
    /// ``RPCError/Code/deadlineExceeded`` when `seconds` have passed, after which the call may still take effect;
    /// ``RPCError/Code/resourceExhausted`` when the request takes more than 4 MiB.
    public func call(
        service: String, method: String, payload: [UInt8], metadata: [String: String] = [:],
        descriptors: [Descriptor] = [], timeout seconds: Double? = nil
    ) throws(RPCError) -> [UInt8] {
        guard descriptors.count <= AncillaryData.descriptorLimit else {
            throw RPCError(
                .invalidArgument, "a call takes at most \(AncillaryData.descriptorLimit) descriptors along")
        }
        let deadline = try seconds.map { seconds throws(RPCError) in try Deadline(seconds: seconds) }
        let request = Ttrpc_Request(
            service: service, method: method, metadata: metadata, nanoseconds: deadline?.nanoseconds ?? 0)
        return try connection.call(request, payload, descriptors, deadline)
    }

    /// Whether the connection has ended: then every call fails, and none is sent.
    public var isLost: Bool { connection.isLost }

    /// Ends the connection: calls that wait, and calls made later, fail with ``RPCError/Code/unavailable``.
    public func close() {
        connection.close()
    }
}
