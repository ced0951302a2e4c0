import Glibc
import LockerBase
import POSIXSupport

/// What systemd passes to a daemon and wants to hear from it, through the environment (sd_listen_fds(3),
/// sd_notify(3)).
package enum Systemd {
    /// The listening socket that systemd opened for this process, where it was started by socket activation.
    ///
    /// - Parameter program: who listens at it.
    /// - Throws: ``LockerError/Code/failedPrecondition`` when it passed other than one socket.
    package static func inheritedSocket(of program: String) throws(LockerError) -> Descriptor? {
        guard variable("LISTEN_PID").flatMap(Int32.init) == getpid(),
            let count = variable("LISTEN_FDS").flatMap(Int32.init), count > 0
        else { return nil }
        guard count == 1 else {
            throw LockerError(
                .failedPrecondition,
                "systemd passed \(count) sockets, and \(program) listens at one; mend its socket unit"
            )
        }
        /// SD_LISTEN_FDS_START
        let number: Int32 = 3
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        return Descriptor(owning: number)
    }

    /// Tells systemd a state such as `READY=1`, where it wants to know.
    package static func notify(_ state: String) {
        guard let path = variable("NOTIFY_SOCKET"), !path.isEmpty else { return }
        let number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { return }
        let descriptor = Descriptor(owning: number)
        withAddress(path) { address, length in
            _ = sendto(descriptor.number, state, state.utf8.count, Int32(MSG_NOSIGNAL), address, length)
        }
    }

    /// Tells systemd that the configuration is read again, until `READY=1` is told.
    package static func notifyReloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        notify("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1000)")
    }

    /// unix(7): a path that starts with `@` is a name in the abstract namespace, whose first byte is NUL.
    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Void) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout.size(ofValue: address.sun_family) + bytes.count)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
