import Glibc
import LockerBase
import POSIXSupport

/// Bytes as they are on the network.
final class TCPStream: ByteStream {
    private let socket: Descriptor
    private let server: String

    /// - Parameters:
    ///   - socket: one that does not block.
    ///   - server: what it is called in errors.
    init(_ socket: Descriptor, to server: String) {
        (self.socket, self.server) = (socket, server)
    }

    func send(_ bytes: [UInt8], by limit: TimeLimit) throws(LockerError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { part in
                retrying { Glibc.send(socket.number, part.baseAddress, part.count, Int32(MSG_NOSIGNAL)) }
            }
            if count < 0, errno == EAGAIN {
                try limit.wait(for: Int32(POLLOUT), on: socket)
                continue
            }
            guard count > 0 else { throw broken(errno) }
            rest = rest.dropFirst(count)
        }
    }

    func look(_ count: Int, by limit: TimeLimit) throws(LockerError) -> [UInt8] {
        while true {
            try limit.wait(for: Int32(POLLIN), on: socket)
            var bytes = [UInt8](repeating: 0, count: count)
            let found = bytes.withUnsafeMutableBytes { buffer in
                retrying { recv(socket.number, buffer.baseAddress, buffer.count, Int32(MSG_PEEK)) }
            }
            if found >= 0 { return Array(bytes.prefix(found)) }
            guard errno == EAGAIN else { throw broken(errno) }
        }
    }

    func take(_ count: Int) throws(LockerError) {
        guard count > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: count)
        let taken = bytes.withUnsafeMutableBytes { buffer in
            retrying { recv(socket.number, buffer.baseAddress, buffer.count, 0) }
        }
        guard taken == count else { throw broken(taken < 0 ? errno : ECONNRESET) }
    }

    func carry() throws(LockerError) -> Descriptor {
        let flags = fcntl(socket.number, F_GETFL)
        guard flags >= 0, fcntl(socket.number, F_SETFL, flags & ~O_NONBLOCK) == 0 else {
            throw LockerError(SystemError("fcntl", on: server))
        }
        return socket
    }

    private func broken(_ number: Int32) -> LockerError {
        Unreachable.error("\(server): the connection broke: \(String(cString: strerror(number)))")
    }
}
