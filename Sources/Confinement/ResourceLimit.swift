import Glibc
import POSIXSupport

/// What a process may use of the machine, by setrlimit(2). It cannot be raised again.
package enum ResourceLimit {
    /// - Parameter name: as the manual has it, for what is said of a failure.
    package static func set(
        _ resource: __rlimit_resource, to most: UInt, _ name: String
    ) throws(SystemError) {
        var limit = rlimit(rlim_cur: most, rlim_max: most)
        guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else {
            throw SystemError("setrlimit", on: name)
        }
    }
}
