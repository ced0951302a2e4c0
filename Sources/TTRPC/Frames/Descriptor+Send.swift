import Glibc
import POSIXSupport

extension Descriptor {
    /// How far one attempt to send got.
    enum SendOutcome {
        /// The whole frame is with the kernel.
        case complete
        /// The peer reads no faster: the rest has to wait.
        case blocked
        /// The connection is gone.
        case failed
    }

    /// Sends what is left of `frame`, `descriptors` going with its first byte, and counts what was sent in it.
    ///
    /// With `waiting` it blocks, and is ``SendOutcome/blocked`` only after the socket's send timeout has passed
    /// without the peer taking a byte, or after `time` without it taking all; without, it takes what the kernel has
    /// room for.
    func send(
        _ frame: inout OutgoingFrame, descriptors: [Descriptor] = [], waiting: Bool, time: Duration? = nil
    ) -> SendOutcome {
        let start = time.map { _ in ContinuousClock.now }
        let flags = Int32(MSG_NOSIGNAL) | (waiting ? 0 : Int32(MSG_DONTWAIT))
        let control = descriptors.isEmpty ? [] : AncillaryData.encode(descriptors)
        while frame.remaining > 0 {
            if let time, let start, .now - start >= time { return .blocked }
            // In pieces where time is short: the kernel takes a frame of megabytes in one call, however long that
            // takes.
            let limit = time == nil ? frame.remaining : Descriptor.piece
            let count = sendOnce(frame, limit, frame.sent == 0 ? control : [], flags)
            guard count >= 0 else { return errno == EAGAIN ? .blocked : .failed }
            frame.sent += count
        }
        return .complete
    }

    /// Bytes that are sent at once where time is short.
    private static let piece = 64 << 10

    /// One sendmsg(2) of at most `limit` bytes of what is left of head and payload. Returns the bytes it took, or -1
    /// and errno.
    private func sendOnce(_ frame: OutgoingFrame, _ limit: Int, _ control: [UInt8], _ flags: Int32) -> Int {
        frame.head.withUnsafeBytes { head in
            frame.payload.withUnsafeBytes { payload in
                control.withUnsafeBytes { control in
                    let first = UnsafeRawBufferPointer(rebasing: head[min(frame.sent, head.count)...].prefix(limit))
                    let rest = payload[max(0, frame.sent - head.count)...].prefix(limit - first.count)
                    let second = UnsafeRawBufferPointer(rebasing: rest)
                    var parts = (iovec(first), iovec(second))
                    return withUnsafeMutableBytes(of: &parts) { parts in
                        var message = msghdr()
                        message.msg_iov = parts.assumingMemoryBound(to: iovec.self).baseAddress
                        message.msg_iovlen = 2
                        message.msg_control = UnsafeMutableRawPointer(mutating: control.baseAddress)
                        message.msg_controllen = control.count
                        return retrying { sendmsg(number, &message, flags) }
                    }
                }
            }
        }
    }
}

extension iovec {
    /// `bytes`, for a call that only reads them.
    fileprivate init(_ bytes: UnsafeRawBufferPointer) {
        self.init(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
    }
}
