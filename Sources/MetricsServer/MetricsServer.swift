import Glibc
import LockerBase
import POSIXSupport

/// Answers `GET /metrics` over HTTP/1.1, with a thread of its own.
///
/// That thread never waits for one client: a client that sends nothing, or takes nothing, is left after
/// ``Scrape/lifetime``, and sooner when others want its place.
public final class MetricsServer: Sendable {
    /// The most connections at a time; one more takes the place of the oldest.
    private static let maximumConnections = 32
    /// How long to wait before accepting again when the system is out of descriptors or memory, in milliseconds.
    private static let pause: Int32 = 50

    private let listening: Descriptor
    private let sleeper: Descriptor
    private let waker: Descriptor
    private let content: @Sendable () -> String
    private let thread = Monitor<Thread?>(nil)

    /// Serves connections to `listening` from ``start()`` to ``stop()``.
    ///
    /// - Parameter content: the metrics as text, asked for once for each response, on the thread of the server.
    public init(listening: Descriptor, content: @escaping @Sendable () -> String) throws(LockerError) {
        self.listening = listening
        self.content = content
        (sleeper, waker) = try translatingSystemErrors(remedy: "metrics cannot be served") { () throws(SystemError) in
            // A connection may be gone between poll and accept, and accept must not wait for the next one then.
            guard fcntl(listening.number, F_SETFL, O_NONBLOCK) == 0 else { throw SystemError("fcntl", on: "socket") }
            var numbers: [Int32] = [-1, -1]
            guard pipe(&numbers) == 0 else { throw SystemError("pipe", on: "pipe") }
            for number in numbers { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
            return (Descriptor(owning: numbers[0]), Descriptor(owning: numbers[1]))
        }
    }

    /// Answers from here on. To be called once.
    public func start() throws(LockerError) {
        let started = try translatingSystemErrors(remedy: "metrics cannot be served") { () throws(SystemError) in
            try Thread("metrics") { [self] in serve() }
        }
        thread.withLock { $0 = started }
    }

    /// Ends all connections, and returns when the thread has ended. Does nothing when called again.
    public func stop() {
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        guard let running else { return }
        var byte: UInt8 = 0
        _ = retrying { write(waker.number, &byte, 1) }
        running.join()
    }

    private func serve() {
        var scrapes: [Scrape] = []
        while true {
            var waits = [
                pollfd(fd: sleeper.number, events: Int16(POLLIN), revents: 0),
                pollfd(fd: listening.number, events: Int16(POLLIN), revents: 0),
            ]
            waits += scrapes.map { pollfd(fd: $0.socket.number, events: $0.awaited, revents: 0) }
            _ = poll(&waits, nfds_t(waits.count), MetricsServer.milliseconds(until: scrapes.map(\.deadline).min()))
            if waits[0].revents != 0 { return }
            for (scrape, wait) in zip(scrapes, waits.dropFirst(2)) where wait.revents != 0 { scrape.proceed(content) }
            scrapes.removeAll { $0.isOver || $0.deadline <= .now }
            if waits[1].revents != 0 { accept(&scrapes) }
        }
    }

    /// Takes the connections that wait, and at most as many as there are places for.
    private func accept(_ scrapes: inout [Scrape]) {
        for _ in 0..<MetricsServer.maximumConnections {
            // Glibc's accept4 is not exported to Swift, so close-on-exec comes a moment later.
            let number = Glibc.accept(listening.number, nil, nil)
            guard number >= 0 else {
                guard errno != EAGAIN, errno != EINTR, errno != ECONNABORTED else { return }
                // The connection stays in the backlog, so poll would return at once.
                var wait = pollfd(fd: sleeper.number, events: Int16(POLLIN), revents: 0)
                _ = poll(&wait, 1, MetricsServer.pause)
                return
            }
            _ = fcntl(number, F_SETFD, FD_CLOEXEC)
            if scrapes.count == MetricsServer.maximumConnections { scrapes.removeFirst() }
            scrapes.append(Scrape(socket: Descriptor(owning: number)))
        }
    }

    /// How long poll(2) waits for what comes first, rounded up; -1 for as long as it takes.
    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        return Int32(max(0, (ContinuousClock.now.duration(to: deadline) / .milliseconds(1)).rounded(.up)))
    }
}
