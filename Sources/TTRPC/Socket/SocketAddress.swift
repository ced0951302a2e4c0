import Glibc

/// The address of a Unix socket in the file system.
struct SocketAddress {
    /// Bytes of a path that an address holds: 108, of which one ends it (unix(7)).
    static let pathLimit = 107

    private var address = sockaddr_un()

    /// Throws ``RPCError/Code/invalidArgument`` for a path that is empty, too long, or holds a zero byte.
    init(path: String) throws(RPCError) {
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count <= SocketAddress.pathLimit else {
            throw RPCError(
                .invalidArgument,
                "\(path): a socket's path holds 1 to \(SocketAddress.pathLimit) bytes, this one has \(bytes.count); "
                    + "choose a shorter one")
        }
        guard !bytes.contains(0) else {
            throw RPCError(.invalidArgument, "\(path): a socket's path must not hold a zero byte")
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    }

    /// Calls `body`, a bind(2) or a connect(2), with the address as it wants it.
    func withPointer(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
