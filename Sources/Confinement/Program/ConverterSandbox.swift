import CLandlock
import Glibc
import POSIXSupport

/// What a process has left that becomes ffmpeg: of the file system its own libraries and what standard input is, for
/// reading; of system calls those that loading and computing take; of the machine so much and no more.
enum ConverterSandbox {
    /// Bytes of address space: the libraries of Debian's ffmpeg take half of it.
    private static let memory: UInt = 1 << 30
    /// Seconds of processor time: enough for the longest of audiobooks.
    private static let time: UInt = 3600
    private static let descriptors: UInt = 64

    /// Where libraries are, and the list of them that ld.so(8) looks into.
    private static let libraries = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache"]
    /// Programs need one of these to be run.
    private static let loaders = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"]

    private static let calls = [
        // Becoming a program, and loading it.
        "execve", "access", "faccessat", "faccessat2", "arch_prctl", "fstat", "newfstatat", "stat", "statx", "statfs",
        "readlink", "readlinkat", "getdents64", "pread64", "set_tid_address", "set_robust_list", "rseq",
        // Reading the song, and writing what comes of it.
        "read", "readv", "write", "writev", "lseek", "close", "fcntl", "poll", "ppoll",
        // Memory, threads, clocks, and what there is of the machine.
        "brk", "mremap", "munmap", "madvise", "mlock", "munlock", "futex", "membarrier", "sched_yield",
        "sched_getaffinity", "get_mempolicy", "clock_gettime", "clock_nanosleep", "nanosleep",
        "gettimeofday", "getrandom", "getrusage", "sysinfo", "uname", "getpid", "gettid", "getuid", "geteuid", "getgid",
        "getegid", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "exit",
        "exit_group",
    ]

    /// - Parameter program: the only one that can be run from here on.
    static func enter(toRun program: String) throws(SystemError) {
        guard locker_die_with_parent() == 0 else { throw SystemError("prctl", on: "PR_SET_PDEATHSIG") }
        let (files, calls) = (try readable(by: program), try callable())
        try limit()
        try files.enter()
        try calls.enter()
    }

    private static func readable(by program: String) throws(SystemError) -> FileAccess {
        let files = try FileAccess()
        for path in libraries { try files.allow(path) }
        for path in loaders { try files.allow(path, runs: true) }
        try files.allow(program, runs: true)
        try files.allow(STDIN_FILENO)
        return files
    }

    private static func callable() throws(SystemError) -> CallFilter {
        let filter = try CallFilter()
        try filter.allow(calls)
        // For reading alone: ld.so and ffmpeg open by their paths what the file system leaves them.
        let writing = UInt64(O_ACCMODE | O_CREAT | O_TRUNC)
        try filter.allow(["openat"], argument: 2, mask: writing, value: 0)
        try filter.allow(["open"], argument: 1, mask: writing, value: 0)
        // Memory that is run comes from files, and is never written.
        try filter.allow(["mmap", "mprotect"], argument: 2, mask: UInt64(PROT_EXEC), value: 0)
        try filter.allow(["mmap"], argument: 2, mask: UInt64(PROT_WRITE), value: 0)
        // Threads, and no processes. The arguments of clone3 cannot be looked at: glibc takes clone where it is missing.
        try filter.allow(["clone"], argument: 0, mask: LOCKER_CLONE_THREAD, value: LOCKER_CLONE_THREAD)
        try filter.refuse("clone3", with: ENOSYS)
        // Asking for limits, and not setting them: the third argument is no address.
        try filter.allow(["prlimit64"], argument: 2, mask: .max, value: 0)
        return filter
    }

    private static func limit() throws(SystemError) {
        try ResourceLimit.set(RLIMIT_CPU, to: time, "RLIMIT_CPU")
        try ResourceLimit.set(RLIMIT_CORE, to: 0, "RLIMIT_CORE")
        try ResourceLimit.set(RLIMIT_FSIZE, to: 0, "RLIMIT_FSIZE")
        try ResourceLimit.set(RLIMIT_NOFILE, to: descriptors, "RLIMIT_NOFILE")
        try ResourceLimit.set(RLIMIT_AS, to: memory, "RLIMIT_AS")
    }
}
