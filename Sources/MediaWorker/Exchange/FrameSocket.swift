import Glibc
import LockerBase
import POSIXSupport

/// One end of the socket between a worker and its driver.
struct FrameSocket: Sendable {
    let number: Int32

    enum Failure: Error, Sendable {
        /// The other side has closed it.
        case ended
        /// Nothing came, or went, within the time.
        case late
        /// What came is no frame.
        case malformed
        case system(SystemError)
    }

    /// Has each system call on it wait for no longer than `seconds` (socket(7), SO_RCVTIMEO).
    func setTimeouts(seconds: Int) throws(SystemError) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            guard setsockopt(number, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size)) == 0 else {
                throw SystemError("setsockopt", on: "socket of a worker")
            }
        }
    }

    /// - Parameter deadline: when it is to be through; nil: the timeouts alone count.
    func send(_ frame: WorkerFrame, by deadline: ContinuousClock.Instant? = nil) throws(Failure) {
        let bytes = frame.encoded
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.send(number, raw.baseAddress.map { $0 + sent }, raw.count - sent, Int32(MSG_NOSIGNAL))
            }
            sent += try moved(count, deadline)
        }
    }

    /// The next frame.
    func receive(by deadline: ContinuousClock.Instant? = nil) throws(Failure) -> WorkerFrame {
        let header = try receive(WorkerFrame.headerLength, deadline)
        let length = header.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard let kind = WorkerFrame.Kind(rawValue: header[4]), length > 0, length - 1 <= kind.limit else {
            throw .malformed
        }
        return WorkerFrame(kind: kind, payload: try receive(length - 1, deadline))
    }

    private func receive(_ length: Int, _ deadline: ContinuousClock.Instant?) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: length)
        var received = 0
        while received < length {
            let count = bytes.withUnsafeMutableBytes { raw in
                recv(number, raw.baseAddress.map { $0 + received }, raw.count - received, 0)
            }
            received += try moved(count, deadline)
        }
        return bytes
    }

    /// What a system call says that it moved; 0 where it is to be tried again.
    private func moved(_ count: Int, _ deadline: ContinuousClock.Instant?) throws(Failure) -> Int {
        if count > 0 {
            if let deadline, .now >= deadline { throw .late }
            return count
        }
        if count == 0 { throw .ended }
        switch errno {
        case EINTR: return 0
        case EAGAIN:
            guard let deadline, .now < deadline else { throw .late }
            return 0
        case EPIPE, ECONNRESET: throw .ended
        default: throw .system(SystemError("recv or send", on: "socket of a worker"))
        }
    }
}
