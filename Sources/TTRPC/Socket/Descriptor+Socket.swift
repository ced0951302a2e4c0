import Glibc
import POSIXSupport

extension Descriptor {
    /// Makes this listening socket's next connection a descriptor, or returns nil and leaves errno.
    func accept() -> Descriptor? {
        // Glibc's accept4 is not exported to Swift, so close-on-exec comes a moment later.
        let number = Glibc.accept(number, nil, nil)
        guard number >= 0 else { return nil }
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        return Descriptor(owning: number)
    }

    /// Lets a receive or a send on this socket wait for at most `seconds` (socket(7), SO_RCVTIMEO).
    func setTimeouts(seconds: Int) throws(SystemError) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            guard setsockopt(number, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size)) == 0 else {
                throw SystemError("setsockopt", on: "socket")
            }
        }
    }
}
