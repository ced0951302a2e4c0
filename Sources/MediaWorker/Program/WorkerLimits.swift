import Confinement
import Glibc
import LockerBase
import POSIXSupport

/// What a worker may use of the machine, by setrlimit(2). It cannot be raised again.
enum WorkerLimits {
    /// Bytes of memory beyond those that the process has when it begins.
    private static let memory = 384 << 20
    /// Seconds of processor time in its life: one whose driver is gone ends by itself.
    private static let time = 30

    static func set() throws(SystemError) {
        try ResourceLimit.set(RLIMIT_AS, to: UInt(size() + memory), "RLIMIT_AS")
        try ResourceLimit.set(RLIMIT_CPU, to: UInt(time), "RLIMIT_CPU")
        try ResourceLimit.set(RLIMIT_CORE, to: 0, "RLIMIT_CORE")
        try ResourceLimit.set(RLIMIT_FSIZE, to: 0, "RLIMIT_FSIZE")
        try ResourceLimit.set(RLIMIT_NOFILE, to: 0, "RLIMIT_NOFILE")
        try ResourceLimit.set(__RLIMIT_NPROC, to: 0, "RLIMIT_NPROC")
    }

    /// The bytes of address space that the process has, as proc(5) tells them in pages.
    private static func size() throws(SystemError) -> Int {
        let file = try Descriptor.open("/proc/self/statm", O_RDONLY)
        var text = [UInt8](repeating: 0, count: 256)
        let count = text.withUnsafeMutableBytes { Glibc.read(file.number, $0.baseAddress, $0.count) }
        let pages = text.prefix(max(0, count)).prefix { $0.isDigit }
        return (Int(String(decoding: pages, as: UTF8.self)) ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}
