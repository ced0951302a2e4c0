import Glibc
import POSIXSupport

/// Sockets for tests: ports of 127.0.0.1 that the kernel chooses, and Unix sockets.
public enum LoopbackPort {
    /// Listens at a port that nobody else has.
    public static func listen() throws(SystemError) -> (Descriptor, UInt16) {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw SystemError("socket", on: "socket") }
        let listener = Descriptor(owning: number)
        guard with(0, { bind(number, $0, $1) }) == 0 else { throw SystemError("bind", on: "socket") }
        guard Glibc.listen(number, 64) == 0 else { throw SystemError("listen", on: "socket") }
        var name = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let found = withUnsafeMutableBytes(of: &name) { bytes in
            getsockname(number, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, &size)
        }
        guard found == 0 else { throw SystemError("getsockname", on: "socket") }
        return (listener, UInt16(bigEndian: name.sin_port))
    }

    /// Connects to a port.
    public static func connect(to port: UInt16) throws(SystemError) -> Descriptor {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw SystemError("socket", on: "socket") }
        let connected = Descriptor(owning: number)
        guard with(port, { Glibc.connect(number, $0, $1) }) == 0 else { throw SystemError("connect", on: "socket") }
        return connected
    }

    /// Connects to a Unix socket.
    public static func connect(toUnix path: String) throws(SystemError) -> Descriptor {
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw SystemError("socket", on: path) }
        let connected = Descriptor(owning: number)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let result = withUnsafeBytes(of: name) { bytes in
            Glibc.connect(number, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        guard result == 0 else { throw SystemError("connect", on: path) }
        return connected
    }

    private static func with(_ port: UInt16, _ body: (UnsafePointer<sockaddr>?, socklen_t) -> Int32) -> Int32 {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeBytes(of: name) { bytes in
            body(bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
    }
}
