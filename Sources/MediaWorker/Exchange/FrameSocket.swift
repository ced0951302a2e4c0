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
        /// What came is no frame, or none that was asked for.
        case malformed
        /// The worker says why it cannot be confined.
        case unfit(String)
        case system(SystemError)

        /// For people.
        var text: String {
            switch self {
            case .ended: "it has ended"
            case .late: "it does not answer in time"
            case .malformed: "its answer makes no sense"
            case .unfit(let reason): reason.printable
            case .system(let error): error.description
            }
        }
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

    /// - Parameter isOver: whether it has taken too long, asked now and then; nil: where nothing moved within the
    ///   timeouts.
    func send(_ frame: WorkerFrame, isOver: (() -> Bool)? = nil) throws(Failure) {
        let bytes = frame.encoded
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.send(number, raw.baseAddress.map { $0 + sent }, raw.count - sent, Int32(MSG_NOSIGNAL))
            }
            sent += try moved(count, isOver)
        }
    }

    /// The next frame.
    func receive(isOver: (() -> Bool)? = nil) throws(Failure) -> WorkerFrame {
        let header = try receive(WorkerFrame.headerLength, isOver)
        let length = header.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard let kind = WorkerFrame.Kind(rawValue: header[4]), length > 0, length - 1 <= kind.limit else {
            throw .malformed
        }
        return WorkerFrame(kind: kind, payload: try receive(length - 1, isOver))
    }

    private func receive(_ length: Int, _ isOver: (() -> Bool)?) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: length)
        var received = 0
        while received < length {
            let count = bytes.withUnsafeMutableBytes { raw in
                recv(number, raw.baseAddress.map { $0 + received }, raw.count - received, 0)
            }
            received += try moved(count, isOver)
            // One who sends byte by byte is as late as one who sends none.
            if received < length, let isOver, isOver() { throw .late }
        }
        return bytes
    }

    /// What a system call says that it moved; 0 where it is to be tried again.
    private func moved(_ count: Int, _ isOver: (() -> Bool)?) throws(Failure) -> Int {
        if count > 0 { return count }
        if count == 0 { throw .ended }
        switch errno {
        case EINTR: return 0
        case EAGAIN:
            guard let isOver, !isOver() else { throw .late }
            return 0
        case EPIPE, ECONNRESET: throw .ended
        default: throw .system(SystemError("recv or send", on: "socket of a worker"))
        }
    }
}
