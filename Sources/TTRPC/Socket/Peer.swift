import Glibc
import POSIXSupport

/// Who is at the other end of a Unix socket, as the kernel knows it: the process that connected, at the time it did.
public struct Peer: Sendable, Equatable {
    /// Its process.
    public let processID: Int32
    /// The user that the process ran as when it connected.
    public let userID: UInt32
    /// And that user's group.
    public let groupID: UInt32

    /// A peer of these numbers.
    public init(processID: Int32, userID: UInt32, groupID: UInt32) {
        self.processID = processID
        self.userID = userID
        self.groupID = groupID
    }

    /// Asks the kernel by SO_PEERCRED, which fills in `struct ucred`: three 32-bit numbers (unix(7)).
    init(of socket: Descriptor) throws(SystemError) {
        var credentials: (pid: Int32, uid: UInt32, gid: UInt32) = (0, 0, 0)
        var size = socklen_t(MemoryLayout.size(ofValue: credentials))
        guard getsockopt(socket.number, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else {
            throw SystemError("getsockopt SO_PEERCRED", on: "socket")
        }
        self.init(processID: credentials.pid, userID: credentials.uid, groupID: credentials.gid)
    }
}
