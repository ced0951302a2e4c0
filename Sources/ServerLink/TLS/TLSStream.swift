import Glibc
import LockerBase
import POSIXSupport

/// Bytes that TLS carries.
final class TLSStream: ByteStream {
    /// Bytes that are read from the network at a time.
    private static let piece = 32 << 10

    private let socket: Descriptor
    private let session: TLSSession
    private let server: ServerAddress
    /// What was deciphered and not taken.
    private var found: [UInt8] = []
    private var isEnded = false

    /// Shakes hands over `socket`, which does not block.
    ///
    /// - Throws: ``LockerError/Code/unavailable`` when the server's certificate is refused, or it speaks no TLS.
    init(
        _ socket: Descriptor, to server: ServerAddress, trusting trust: TLSTrust, by limit: TimeLimit
    ) throws(LockerError) {
        (self.socket, self.server) = (socket, server)
        session = try TLSSession(to: server, trusting: trust)
        while true {
            let step = session.handshake()
            // What tells the server why leaves too.
            try flush(by: limit)
            switch step {
            case .done: return
            case .waits: try fill(by: limit)
            case .ended: throw failure("the server ended the handshake")
            case .failed(let reason): throw failure(reason)
            }
        }
    }

    func send(_ bytes: [UInt8], by limit: TimeLimit) throws(LockerError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(TLSStream.piece)
            let step = part.withUnsafeBytes { session.write($0) }
            try flush(by: limit)
            switch step {
            case .done(let count): rest = rest.dropFirst(count)
            case .waits: try fill(by: limit)
            case .ended: throw failure("the server ended the connection")
            case .failed(let reason): throw failure(reason)
            }
        }
    }

    func look(_ count: Int, by limit: TimeLimit) throws(LockerError) -> [UInt8] {
        while found.isEmpty, !isEnded {
            var bytes = [UInt8](repeating: 0, count: TLSStream.piece)
            let step = bytes.withUnsafeMutableBytes { session.read(into: $0) }
            try flush(by: limit)
            switch step {
            case .done(let size): found = Array(bytes.prefix(size))
            case .waits: try fill(by: limit)
            case .ended: isEnded = true
            case .failed(let reason): throw failure(reason)
            }
        }
        return Array(found.prefix(count))
    }

    func take(_ count: Int) {
        found.removeFirst(min(count, found.count))
    }

    func carry() throws(LockerError) -> Descriptor {
        do throws(SystemError) {
            return try TLSPump.start(session, over: socket, called: "\(server)", beginning: found)
        } catch {
            throw LockerError(error)
        }
    }

    /// Sends what has to leave.
    private func flush(by limit: TimeLimit) throws(LockerError) {
        while session.pending > 0 {
            var bytes = [UInt8](repeating: 0, count: min(session.pending, TLSStream.piece))
            let count = bytes.withUnsafeMutableBytes { session.drain(into: $0) }
            try plain.send(Array(bytes.prefix(count)), by: limit)
        }
    }

    /// Waits for more of the network.
    private func fill(by limit: TimeLimit) throws(LockerError) {
        let bytes = try plain.receive(TLSStream.piece, by: limit)
        guard !bytes.isEmpty else { throw failure("the server closed the connection") }
        guard bytes.withUnsafeBytes({ session.feed($0) }) else {
            throw LockerError(.unavailable, "\(server): there is no memory for TLS")
        }
    }

    private var plain: TCPStream { TCPStream(socket, to: "\(server)") }

    private func failure(_ reason: String) -> LockerError {
        guard let refusal = session.refusal else {
            return Unreachable.error(
                "\(server): no TLS with this server: \(reason.printable); is it one of http://?")
        }
        return Unreachable.error(
            "\(server): the server's certificate is refused: \(refusal.printable); where it is signed by an "
                + "authority of one's own, --ca-file names that")
    }
}
