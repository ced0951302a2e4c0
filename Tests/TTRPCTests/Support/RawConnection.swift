import Glibc
import POSIXSupport
import TTRPC

/// A client's socket that sends whatever bytes a test likes. Waits of over a minute fail.
struct RawConnection {
    let socket: Descriptor

    init(_ path: String) throws {
        self.init(try UnixSocket.connect(to: path))
    }

    init(_ socket: Descriptor) {
        self.socket = socket
        var minute = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket.number, SOL_SOCKET, SO_RCVTIMEO, &minute, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Sends `bytes`, as far as the server takes them: one that ends the connection takes no more.
    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Sends `bytes` in one piece, with `descriptors`.
    func send(_ bytes: [UInt8], descriptors: [Descriptor]) -> Bool {
        var header = cmsghdr()
        header.cmsg_len = MemoryLayout<cmsghdr>.size + 4 * descriptors.count
        header.cmsg_level = SOL_SOCKET
        header.cmsg_type = Int32(SCM_RIGHTS)
        var control = withUnsafeBytes(of: header) { Array($0) }
        for descriptor in descriptors { withUnsafeBytes(of: descriptor.number) { control.append(contentsOf: $0) } }
        control += [UInt8](repeating: 0, count: -control.count & 7)
        var bytes = bytes
        return bytes.withUnsafeMutableBytes { data in
            control.withUnsafeMutableBytes { control in
                var part = iovec(iov_base: data.baseAddress, iov_len: data.count)
                return withUnsafeMutablePointer(to: &part) { part in
                    var message = msghdr()
                    message.msg_iov = part
                    message.msg_iovlen = 1
                    message.msg_control = control.baseAddress
                    message.msg_controllen = control.count
                    return sendmsg(socket.number, &message, Int32(MSG_NOSIGNAL)) == data.count
                }
            }
        }
    }

    /// The next `count` bytes, or nil when the connection ends before.
    func receive(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let received = bytes.withUnsafeMutableBytes { recv(socket.number, $0.baseAddress, count, Int32(MSG_WAITALL)) }
        return received == count ? bytes : nil
    }

    /// The next reply: its stream, and its status code.
    func receiveReply() -> (stream: UInt32, code: UInt8)? {
        guard let header = receive(10), header[8] == 2 else { return nil }
        let numbers = header.withUnsafeBytes { raw in
            [0, 4].map { UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: $0, as: UInt32.self)) }
        }
        guard let body = receive(Int(numbers[0])), body.first == 0x0A else { return nil }
        // The status comes first, with its code first in it; an empty status says that all went well.
        guard body[1] > 0 else { return (numbers[1], 0) }
        let start = body[1] < 0x80 ? 2 : 3
        return (numbers[1], body[start] == 0x08 ? body[start + 1] : 0)
    }

    /// Whether the server has ended the connection, once everything it sent is read. Waits for that.
    func isEnded() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(socket.number, &bytes, bytes.count, 0)
            if count <= 0 { return count == 0 || errno == ECONNRESET }
        }
    }
}
