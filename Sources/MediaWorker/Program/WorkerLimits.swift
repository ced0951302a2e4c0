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
        try set(RLIMIT_AS, to: UInt(size() + memory), "RLIMIT_AS")
        try set(RLIMIT_CPU, to: UInt(time), "RLIMIT_CPU")
        try set(RLIMIT_CORE, to: 0, "RLIMIT_CORE")
        try set(RLIMIT_FSIZE, to: 0, "RLIMIT_FSIZE")
        try set(RLIMIT_NOFILE, to: 0, "RLIMIT_NOFILE")
        try set(__RLIMIT_NPROC, to: 0, "RLIMIT_NPROC")
    }

    private static func set(
        _ resource: __rlimit_resource, to most: UInt, _ name: String
    ) throws(SystemError) {
        var limit = rlimit(rlim_cur: most, rlim_max: most)
        guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else {
            throw SystemError("setrlimit", on: name)
        }
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
