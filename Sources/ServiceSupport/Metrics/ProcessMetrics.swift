import Foundation
import Glibc
import LockerMetrics

/// What the kernel tells of this process, by the names that Prometheus' clients give it
/// (https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics).
package struct ProcessMetrics: Sendable {
    /// Seconds since 1970, when the process began.
    private let start = Date().timeIntervalSince1970

    package init() {}

    /// Leaves out what /proc does not tell.
    package func write(to exposition: inout Exposition) {
        exposition.add("process_start_time_seconds", .gauge, "Start time of the process since unix epoch.", start)
        exposition.add(
            "process_cpu_seconds_total", .counter, "Total user and system CPU time spent.", ProcessMetrics.processorTime
        )
        if let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            exposition.add("process_open_fds", .gauge, "Number of open file descriptors.", Double(files.count))
        }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            exposition.add(
                "process_max_fds", .gauge, "Maximum number of open file descriptors.", Double(limit.rlim_cur))
        }
        guard let pages = ProcessMetrics.memory else { return }
        let size = Double(sysconf(Int32(_SC_PAGESIZE)))
        exposition.add("process_virtual_memory_bytes", .gauge, "Virtual memory size.", pages.virtual * size)
        exposition.add("process_resident_memory_bytes", .gauge, "Resident memory size.", pages.resident * size)
    }

    private static var processorTime: Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }

    /// The first two numbers of /proc/self/statm (proc(5)), in pages.
    private static var memory: (virtual: Double, resident: Double)? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii) else { return nil }
        let numbers = text.split(separator: " ").compactMap { Double($0) }
        return numbers.count >= 2 ? (numbers[0], numbers[1]) : nil
    }
}
