import Glibc

extension Descriptor {
    /// A pair of connected sockets.
    package static func socketPair() throws(SystemError) -> (Descriptor, Descriptor) {
        var numbers: (Int32, Int32) = (-1, -1)
        let result = withUnsafeMutableBytes(of: &numbers) {
            socketpair(
                AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0,
                $0.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        guard result == 0 else { throw SystemError("socketpair", on: "socket") }
        return (Descriptor(owning: numbers.0), Descriptor(owning: numbers.1))
    }
}
