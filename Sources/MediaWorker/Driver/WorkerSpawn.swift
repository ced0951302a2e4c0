import Glibc
import LockerBase
import POSIXSupport

/// Starts processes of workers, by posix_spawn(3).
enum WorkerSpawn {
    /// A worker with one end of a socket as its standard input, nothing in its environment, and no signal ignored or
    /// blocked. What it prints is lost: what a song makes of it could print anything.
    static func start(
        _ command: WorkerCommand, timeout: Int
    ) throws(SystemError) -> (socket: Descriptor, id: pid_t) {
        let (own, other) = try socketPair()
        // Until the process has its own.
        defer { withExtendedLifetime(other) {} }
        try FrameSocket(number: own.number).setTimeouts(seconds: timeout)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, other.number, STDIN_FILENO)
        for number in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        resetSignals(&attributes)
        return (own, try spawn(command, &actions, &attributes))
    }

    /// All signals do in it what they do by themselves, and those that a terminal sends are not for it.
    private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETPGROUP)
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    private static func spawn(
        _ command: WorkerCommand, _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t
    ) throws(SystemError) -> pid_t {
        var arguments: [UnsafeMutablePointer<CChar>?] = []
        defer { for argument in arguments { free(argument) } }
        for argument in [command.path] + command.arguments { arguments.append(strdup(argument)) }
        arguments.append(nil)
        let environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var id = pid_t()
        let failure = posix_spawn(&id, command.path, &actions, &attributes, arguments, environment)
        guard failure == 0 else { throw SystemError("posix_spawn", on: command.path, number: failure) }
        return id
    }

    private static func socketPair() throws(SystemError) -> (Descriptor, Descriptor) {
        var numbers: (Int32, Int32) = (-1, -1)
        let result = withUnsafeMutableBytes(of: &numbers) {
            socketpair(
                AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0,
                $0.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        guard result == 0 else { throw SystemError("socketpair", on: "worker") }
        return (Descriptor(owning: numbers.0), Descriptor(owning: numbers.1))
    }
}
