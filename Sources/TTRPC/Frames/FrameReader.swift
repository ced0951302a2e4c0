import Glibc
import POSIXSupport

/// Reads frames from a socket: exactly a header, then exactly what follows it. For one thread.
///
/// Never reading past the end of a frame is what ties descriptors to their request: the kernel delivers them with
/// the first byte they were sent with, so those that come while a frame is being read are that frame's (unix(7)).
struct FrameReader {
    private let socket: Descriptor
    private let frameTime: Duration?
    /// What came with the frame that is being read.
    private var received = ReceivedDescriptors()

    /// - Parameter frameSeconds: How long a header, or what follows it, may take to come once it has begun; nil for as
    ///   long as it takes.
    init(_ socket: Descriptor, frameSeconds: Int? = nil) {
        self.socket = socket
        frameTime = frameSeconds.map { .seconds($0) }
    }

    /// Waits for the next header, for ever where no frame has begun. Returns nil when none comes: the peer closed
    /// the connection, or stopped in the middle of the header for longer than the socket's receive timeout.
    mutating func readHeader() -> FrameHeader? {
        received = ReceivedDescriptors()
        return withUnsafeTemporaryAllocation(byteCount: FrameHeader.byteCount, alignment: 8) { buffer in
            read(into: buffer, startsFrame: true) ? FrameHeader(UnsafeRawBufferPointer(buffer)) : nil
        }
    }

    /// Reads the `count` bytes after the header, at most ``FrameHeader/lengthLimit``, and says what came with them.
    /// Returns nil when the peer stopped sending.
    mutating func readBody(count: Int) -> (bytes: [UInt8], descriptors: ReceivedDescriptors)? {
        // Even the length of an empty array would be written, which all empty arrays share.
        if count == 0 { return ([], received) }
        var complete = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let raw = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            complete = read(into: raw, startsFrame: false)
            initialized = complete ? count : 0
        }
        // What is not taken from here is closed with the call, and not when the next frame comes.
        defer { received = ReceivedDescriptors() }
        return complete ? (bytes, received) : nil
    }

    /// Reads the `count` bytes after the header and drops them. Returns false when the peer stopped sending.
    mutating func skipBody(count: Int) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: min(count, 16 << 10), alignment: 8) { buffer in
            var left = count
            while left > 0 {
                let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(left, buffer.count)])
                guard read(into: piece, startsFrame: false) else { return false }
                left -= piece.count
            }
            return true
        }
    }

    /// Fills `buffer`. Returns false at the end of the stream, at an error, and in the middle of a frame at a timeout,
    /// of the socket's or of the frame as a whole: who sends a byte now and then does not keep a buffer for ever.
    private mutating func read(into buffer: UnsafeMutableRawBufferPointer, startsFrame: Bool) -> Bool {
        var done = 0
        var began: ContinuousClock.Instant?
        while done < buffer.count {
            if done > 0, let frameTime {
                let start = began ?? .now
                guard .now - start < frameTime else { return false }
                began = start
            }
            let count = receive(into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
            if count < 0, errno == EAGAIN, startsFrame, done == 0 { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }

    /// One recvmsg(2), which also takes the descriptors that come along.
    private mutating func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        withUnsafeTemporaryAllocation(byteCount: AncillaryData.byteCount, alignment: 8) { control in
            var part = iovec(iov_base: buffer.baseAddress, iov_len: buffer.count)
            var message = msghdr()
            let count = withUnsafeMutablePointer(to: &part) { parts in
                message.msg_iov = parts
                message.msg_iovlen = 1
                message.msg_control = control.baseAddress
                message.msg_controllen = control.count
                return retrying { recvmsg(socket.number, &message, Int32(MSG_CMSG_CLOEXEC)) }
            }
            if count >= 0, message.msg_controllen > 0 || message.msg_flags & Int32(MSG_CTRUNC) != 0 {
                let filled = UnsafeRawBufferPointer(rebasing: control[..<min(message.msg_controllen, control.count)])
                received.add(AncillaryData.decode(filled), truncated: message.msg_flags & Int32(MSG_CTRUNC) != 0)
            }
            return count
        }
    }
}
