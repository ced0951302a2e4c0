import Glibc
import LockerBase
import POSIXSupport

/// Connects to servers by TCP.
enum ServerSocket {
    /// Seconds for each of a server's addresses, where there are several: one that does not answer keeps nobody from the
    /// next.
    private static let patience = 5.0

    /// A connection to `server`, which does not block.
    ///
    /// - Throws: ``LockerError/Code/unavailable`` when none of its addresses answers.
    static func connect(to server: ServerAddress, seconds: Double) throws(LockerError) -> Descriptor {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let failure = getaddrinfo(server.host, String(server.port), &hints, &list)
        guard failure == 0, let first = list else {
            throw Unreachable.error(
                "\(server): the server's name leads nowhere: \(String(cString: gai_strerror(failure)))")
        }
        defer { freeaddrinfo(first) }
        var last = Unreachable.error("\(server): the server has no address")
        var next: UnsafeMutablePointer<addrinfo>? = first
        while let address = next {
            next = address.pointee.ai_next
            do throws(LockerError) {
                let limit = TimeLimit(seconds: next == nil ? seconds : min(seconds, patience), of: "\(server)")
                return try connect(to: address.pointee, of: server, by: limit)
            } catch {
                last = error
            }
        }
        throw last
    }

    private static func connect(
        to address: addrinfo, of server: ServerAddress, by limit: TimeLimit
    ) throws(LockerError) -> Descriptor {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let number = Glibc.socket(address.ai_family, kind, 0)
        guard number >= 0 else { throw LockerError(SystemError("socket", on: "\(server)")) }
        let socket = Descriptor(owning: number)
        if Glibc.connect(number, address.ai_addr, address.ai_addrlen) != 0 {
            guard errno == EINPROGRESS || errno == EINTR else { throw refused(errno, server) }
            try limit.wait(for: Int32(POLLOUT), on: socket)
            var failure: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            guard getsockopt(number, SOL_SOCKET, SO_ERROR, &failure, &size) == 0, failure == 0 else {
                throw refused(failure, server)
            }
        }
        prepare(number)
        return socket
    }

    /// Requests leave at once, and a server that has gone without a word is noticed after two minutes.
    private static func prepare(_ number: Int32) {
        set(number, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        set(number, SOL_SOCKET, SO_KEEPALIVE, 1)
        set(number, Int32(IPPROTO_TCP), TCP_KEEPIDLE, 60)
        set(number, Int32(IPPROTO_TCP), TCP_KEEPINTVL, 15)
        set(number, Int32(IPPROTO_TCP), TCP_KEEPCNT, 4)
        // Milliseconds: the same for one to which something was sent.
        set(number, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, 120_000)
    }

    private static func set(_ number: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(number, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func refused(_ number: Int32, _ server: ServerAddress) -> LockerError {
        Unreachable.error("\(server): the server cannot be reached: \(String(cString: strerror(number)))")
    }
}
