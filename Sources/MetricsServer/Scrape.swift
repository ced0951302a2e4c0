import Glibc
import POSIXSupport

/// One connection: a request, its response, and the end.
///
/// It never waits: the thread of ``MetricsServer`` comes back to it when its socket is ready.
final class Scrape {
    private enum Phase {
        case receiving([UInt8])
        case sending([UInt8], sent: Int)
        /// All is sent. What the client sends yet is read and dropped, since to close before that would take the
        /// response from it (RFC 9112, section 9.6).
        case lingering
        case over
    }

    /// How long a connection may take from its beginning to its end.
    static let lifetime = Duration.seconds(10)

    let socket: Descriptor
    let deadline: ContinuousClock.Instant
    private var phase = Phase.receiving([])

    init(socket: Descriptor) {
        self.socket = socket
        deadline = .now + Scrape.lifetime
    }

    var isOver: Bool {
        if case .over = phase { return true }
        return false
    }

    /// The events of poll(2) that it waits for.
    var awaited: Int16 {
        if case .sending = phase { return Int16(POLLOUT) }
        return Int16(POLLIN)
    }

    /// Does what can be done without waiting.
    func proceed(_ content: () -> String) {
        switch phase {
        case .receiving(let bytes): receive(after: bytes, content)
        case .sending(let bytes, let sent): send(bytes, from: sent)
        case .lingering:
            if case .ended = read() { phase = .over }
        case .over: break
        }
    }

    private func receive(after bytes: [UInt8], _ content: () -> String) {
        switch read() {
        case .nothing: return
        case .ended: phase = .over
        case .bytes(let more):
            let received = bytes + more
            switch Request.parse(received) {
            case .incomplete: phase = .receiving(received)
            case .complete(let request): send(Response(to: request, content: content).bytes, from: 0)
            case .refused(let status): send(Response(status).bytes, from: 0)
            }
        }
    }

    private func send(_ bytes: [UInt8], from start: Int) {
        let count = bytes[start...].withUnsafeBytes { rest in
            retrying { Glibc.send(socket.number, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT)) }
        }
        guard count >= 0 || errno == EAGAIN else {
            phase = .over
            return
        }
        let sent = start + max(0, count)
        phase = .sending(bytes, sent: sent)
        guard sent == bytes.count else { return }
        shutdown(socket.number, Int32(SHUT_WR))
        phase = .lingering
    }

    private enum Received {
        case nothing
        case ended
        case bytes(ArraySlice<UInt8>)
    }

    /// What has arrived, as much as a head may have at most.
    private func read() -> Received {
        var buffer = [UInt8](repeating: 0, count: Request.maximumHead)
        let count = buffer.withUnsafeMutableBytes { bytes in
            retrying { recv(socket.number, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT)) }
        }
        if count > 0 { return .bytes(buffer[..<count]) }
        return count < 0 && errno == EAGAIN ? .nothing : .ended
    }
}
