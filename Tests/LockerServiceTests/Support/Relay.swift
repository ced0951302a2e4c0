import Glibc
import LockerTestSupport
import POSIXSupport
import TTRPC

/// Forwards the bytes of connections to a daemon's socket and back, and no descriptors, as `ssh -L` does.
final class Relay {
    let socket: String
    private let daemon: String
    private let listener: Descriptor
    private let threads = Monitor<[Thread]>([])
    private let ends = Monitor<[Descriptor]>([])

    /// Listens at `socket`, and forwards to `daemon`.
    static func with<Result>(
        at socket: String, to daemon: String, _ body: (String) throws -> Result
    ) throws -> Result {
        let relay = Relay(try UnixSocket.listen(at: socket), socket, daemon)
        try relay.start()
        defer { relay.stop() }
        return try body(socket)
    }

    private init(_ listener: Descriptor, _ socket: String, _ daemon: String) {
        self.listener = listener
        self.socket = socket
        self.daemon = daemon
    }

    private func start() throws {
        let (listener, daemon, ends, threads) = (listener, daemon, ends, threads)
        let acceptor = try Thread("relay") {
            while true {
                let number = accept(listener.number, nil, nil)
                guard number >= 0 else { return }
                let near = Descriptor(owning: number)
                guard let far = try? UnixSocket.connect(to: daemon) else { return }
                ends.withLock { $0 += [near, far] }
                for (from, to) in [(near, far), (far, near)] {
                    guard let thread = try? Thread("relay", { Relay.pass(from, to) }) else { return }
                    threads.withLock { $0.append(thread) }
                }
            }
        }
        threads.withLock { $0.append(acceptor) }
    }

    private func stop() {
        shutdown(listener.number, Int32(SHUT_RDWR))
        for end in ends.withLock({ $0 }) { shutdown(end.number, Int32(SHUT_RDWR)) }
        for thread in threads.withLock({ $0 }) { thread.join() }
        unlink(socket)
    }

    /// read(2) takes the bytes; what came with them is lost.
    private static func pass(_ from: Descriptor, _ to: Descriptor) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = retrying { read(from.number, buffer.baseAddress, buffer.count) }
            guard count > 0 else { break }
            var sent = 0
            while sent < count {
                let more = retrying { write(to.number, buffer.baseAddress.map { $0 + sent }, count - sent) }
                guard more > 0 else { return }
                sent += more
            }
        }
        shutdown(to.number, Int32(SHUT_WR))
    }
}
