import LockerBase
import POSIXSupport

/// Asks one server over connections of one request each. Nothing is followed to another place.
package struct RemoteServer: Sendable {
    /// Seconds for a connection, and for the whole of an answer.
    private static let connectSeconds = 15.0
    private static let answerSeconds = 30.0

    package let server: ServerAddress
    /// By whom the server's certificate must be signed; of no use to one without TLS.
    private let trust: TLSTrust?

    /// - Parameter authorities: a file of certificates in PEM by one of which the server's must be signed; nil for those
    ///   that the system trusts.
    /// - Throws: ``LockerError/Code/invalidArgument`` for a file that cannot be used.
    package init(to server: ServerAddress, authorities: String? = nil) throws(LockerError) {
        self.server = server
        trust = try server.isSecure ? TLSTrust(authorities: authorities) : nil
    }

    /// Sends `request`, and returns what the server answers, whatever its status.
    ///
    /// - Throws: ``LockerError/Code/unavailable`` when it cannot be reached, or gives no answer of HTTP.
    package func ask(_ request: ServerRequest) throws(LockerError) -> ServerAnswer {
        let stream = try open()
        let limit = TimeLimit(seconds: RemoteServer.answerSeconds, of: "\(server)")
        try stream.send(request.bytes(to: server, upgradingTo: nil), by: limit)
        let reader = AnswerReader(stream, of: server, by: limit)
        return try reader.whole(try reader.head())
    }

    /// Sends `request`, and asks to have the connection carry `protocolName` from there on.
    ///
    /// - Returns: the socket that carries it, which blocks; or the answer, where the server does not do that.
    package func upgrade(
        _ request: ServerRequest, to protocolName: String
    ) throws(LockerError) -> Upgrade {
        let stream = try open()
        let limit = TimeLimit(seconds: RemoteServer.answerSeconds, of: "\(server)")
        try stream.send(request.bytes(to: server, upgradingTo: protocolName), by: limit)
        let reader = AnswerReader(stream, of: server, by: limit)
        let head = try reader.head()
        if head.status == 101, head.has(protocolName, in: "upgrade") { return .socket(try stream.carry()) }
        return .refused(try reader.whole(head))
    }

    /// What came of the wish for another protocol.
    package enum Upgrade {
        case socket(Descriptor)
        case refused(ServerAnswer)
    }

    private func open() throws(LockerError) -> any ByteStream {
        let socket = try ServerSocket.connect(to: server, seconds: RemoteServer.connectSeconds)
        guard let trust else { return TCPStream(socket, to: "\(server)") }
        let limit = TimeLimit(seconds: RemoteServer.connectSeconds, of: "\(server)")
        return try TLSStream(socket, to: server, trusting: trust, by: limit)
    }
}
