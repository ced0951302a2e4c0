import Glibc
import POSIXSupport

/// Makes stream sockets in the file system.
public enum UnixSocket {
    /// Listens at `path`, which gets the permissions `mode` before anybody can connect.
    ///
    /// A socket that nobody listens at any more is replaced; the file of one that somebody listens at, or that is no
    /// socket, is left alone. The file stays when the descriptor is closed: whoever made it removes it.
    ///
    /// Throws ``RPCError/Code/invalidArgument`` for a path that cannot be a socket's,
    /// ``RPCError/Code/alreadyExists`` for one in use, and the code of the failed system call for all else.
    public static func listen(
        at path: String, mode: mode_t = 0o666, backlog: Int32 = 256
    ) throws(RPCError) -> Descriptor {
        let address = try SocketAddress(path: path)
        let socket = try make(for: path)
        if address.withPointer({ bind(socket.number, $0, $1) }) != 0 {
            guard errno == EADDRINUSE else { throw RPCError(SystemError("bind", on: path)) }
            try removeStale(path, address)
            guard address.withPointer({ bind(socket.number, $0, $1) }) == 0 else {
                throw RPCError(SystemError("bind", on: path))
            }
        }
        guard chmod(path, mode) == 0 else { throw RPCError(SystemError("chmod", on: path)) }
        guard Glibc.listen(socket.number, backlog) == 0 else { throw RPCError(SystemError("listen", on: path)) }
        return socket
    }

    /// Connects to the socket at `path`.
    ///
    /// Throws ``RPCError/Code/unavailable`` when nobody listens there, ``RPCError/Code/permissionDenied`` when the
    /// caller may not, ``RPCError/Code/invalidArgument`` for a path that cannot be a socket's.
    public static func connect(to path: String) throws(RPCError) -> Descriptor {
        let address = try SocketAddress(path: path)
        let socket = try make(for: path)
        guard retrying({ address.withPointer { Glibc.connect(socket.number, $0, $1) } }) == 0 else {
            throw RPCError(SystemError("connect", on: path))
        }
        return socket
    }

    private static func make(for path: String, flags: Int = 0) throws(RPCError) -> Descriptor {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue) | Int32(flags)
        let number = Glibc.socket(AF_UNIX, kind, 0)
        guard number >= 0 else { throw RPCError(SystemError("socket", on: path)) }
        return Descriptor(owning: number)
    }

    /// Removes the socket at `path` if nobody listens at it.
    private static func removeStale(_ path: String, _ address: SocketAddress) throws(RPCError) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else {
            throw RPCError(.alreadyExists, "\(path): exists and is not a socket; choose another path")
        }
        // Without O_NONBLOCK a listener with a full backlog would keep us waiting; with it, it answers EAGAIN.
        let probe = try make(for: path, flags: Int(SOCK_NONBLOCK.rawValue))
        let connected = address.withPointer { Glibc.connect(probe.number, $0, $1) } == 0
        guard !connected, errno == ECONNREFUSED else {
            throw RPCError(.alreadyExists, "\(path): a process listens there; stop it or choose another path")
        }
        guard unlink(path) == 0 || errno == ENOENT else { throw RPCError(SystemError("unlink", on: path)) }
    }
}
