import Glibc
import LockerTestSupport
import POSIXSupport
import TTRPC

/// Listens without a server behind, and gives `body` the socket's path and a way to accept its next connection.
func withPeer(_ body: (String, () throws -> RawConnection) throws -> Void) throws {
    try withTemporaryDirectory { directory in
        let listening = try UnixSocket.listen(at: directory + "/s")
        try body(directory + "/s") {
            let number = accept(listening.number, nil, nil)
            guard number >= 0 else { throw SystemError("accept", on: "socket") }
            return RawConnection(Descriptor(owning: number))
        }
    }
}
