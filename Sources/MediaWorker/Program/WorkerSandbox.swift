import CSeccomp
import Glibc
import LockerBase
import POSIXSupport

/// Leaves a worker the system calls that computing takes, and what goes over the socket it has: it can open nothing,
/// reach nobody, start nothing, and get no privileges by anything (seccomp(2)).
enum WorkerSandbox {
    /// What may be called: the socket, memory, locks, the clock, chance, and the end.
    private static let calls = [
        "recvfrom", "sendto", "read", "write", "brk", "munmap", "mremap", "madvise", "futex", "sched_yield",
        "clock_gettime", "clock_nanosleep", "nanosleep", "gettimeofday", "getrandom", "rt_sigreturn", "rt_sigprocmask",
        "restart_syscall", "set_robust_list", "rseq", "getpid", "gettid", "exit", "exit_group",
    ]
    /// These too, but not for memory that is run: their third argument has no PROT_EXEC.
    private static let mappings = ["mmap", "mprotect"]
    /// SCMP_ACT_ERRNO(EPERM): what looks for something that it can do without goes on.
    private static let refusal = 0x0005_0000 | UInt32(EPERM)

    static func enter() throws(SystemError) {
        guard let filter = seccomp_init(refusal) else { throw SystemError("seccomp_init", on: "worker") }
        defer { seccomp_release(filter) }
        for name in calls { try allow(name, in: filter, []) }
        let isData = scmp_arg_cmp(arg: 2, op: SCMP_CMP_MASKED_EQ, datum_a: UInt64(PROT_EXEC), datum_b: 0)
        for name in mappings { try allow(name, in: filter, [isData]) }
        // Other threads too, where there are any. No new privileges is what libseccomp asks for by itself.
        try check(seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1), "seccomp_attr_set")
        try check(seccomp_load(filter), "seccomp_load")
    }

    private static func allow(
        _ name: String, in filter: scmp_filter_ctx, _ conditions: [scmp_arg_cmp]
    ) throws(SystemError) {
        let number = seccomp_syscall_resolve_name(name)
        // Not every machine has each: -1 is __NR_SCMP_ERROR, and what is less than that is another one's.
        guard number >= 0 else { return }
        try check(
            seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, UInt32(conditions.count), conditions),
            "seccomp_rule_add")
    }

    private static func check(_ result: Int32, _ call: String) throws(SystemError) {
        guard result == 0 else { throw SystemError(call, on: "worker", number: -result) }
    }
}
