import Glibc
import LockerBase
import POSIXSupport

/// How long a server may take for an answer, from the first byte of the question on.
package struct TimeLimit: Sendable {
    private let end: ContinuousClock.Instant
    private let server: String

    /// - Parameters:
    ///   - seconds: from here on.
    ///   - server: what it is called in the error.
    package init(seconds: Double, of server: String) {
        end = .now + .seconds(seconds)
        self.server = server
    }

    /// Waits until something of `events` can be done with `socket`: one of poll(2).
    ///
    /// - Throws: ``LockerError/Code/unavailable`` when the time is over.
    func wait(for events: Int32, on socket: Descriptor) throws(LockerError) {
        while true {
            let left = max(0, ContinuousClock.now.duration(to: end) / .milliseconds(1))
            guard left > 0 else { throw Unreachable.error("\(server): the server does not answer in time") }
            var wait = pollfd(fd: socket.number, events: Int16(events), revents: 0)
            // What is wrong with the socket, the call tells that is made next.
            if poll(&wait, 1, Int32(min(left + 1, 60_000))) > 0 { return }
        }
    }
}
