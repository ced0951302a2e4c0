import Glibc
import POSIXSupport

/// Wakes a thread that waits for descriptors.
final class WakePipe: Sendable {
    /// Readable from a ``wake()`` on until ``drain()``.
    let reading: Descriptor
    private let writing: Descriptor

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("pipe", on: "pipe") }
        (reading, writing) = (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    /// Any thread may; a pipe that is full wakes as well.
    func wake() {
        var byte: UInt8 = 1
        _ = retrying { write(writing.number, &byte, 1) }
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while retrying({ read(reading.number, &bytes, bytes.count) }) > 0 {}
    }
}
