import Confinement
import Glibc
import POSIXSupport

/// Leaves a worker the system calls that computing takes, and what goes over the socket it has: it can open nothing,
/// reach nobody, start nothing, and get no privileges by anything.
enum WorkerSandbox {
    /// What may be called: the socket, memory, locks, the clock, chance, and the end.
    private static let calls = [
        "recvfrom", "sendto", "read", "write", "brk", "munmap", "mremap", "madvise", "futex", "sched_yield",
        "clock_gettime", "clock_nanosleep", "nanosleep", "gettimeofday", "getrandom", "rt_sigreturn", "rt_sigprocmask",
        "restart_syscall", "set_robust_list", "rseq", "getpid", "gettid", "exit", "exit_group",
    ]
    /// These too, but not for memory that is run: their third argument has no PROT_EXEC.
    private static let mappings = ["mmap", "mprotect"]

    static func enter() throws(SystemError) {
        let filter = try CallFilter()
        try filter.allow(calls)
        try filter.allow(mappings, argument: 2, mask: UInt64(PROT_EXEC), value: 0)
        try filter.enter()
    }
}
