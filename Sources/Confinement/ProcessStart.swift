import Glibc
import POSIXSupport

/// Starts programs apart from the one that starts them, by posix_spawn(3): with nothing in their environment, no signal
/// ignored or blocked, and a process group of their own, so that what a terminal sends is not for them.
package enum ProcessStart {
    /// - Parameter streams: what its standard input, output and error are, in this order; nil: `/dev/null`.
    package static func start(
        _ path: String, _ arguments: [String], streams: [Descriptor?]
    ) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (place, stream) in streams.enumerated() {
            let number = Int32(place)
            if let stream {
                posix_spawn_file_actions_adddup2(&actions, stream.number, number)
            } else {
                let flags = number == STDIN_FILENO ? O_RDONLY : O_WRONLY
                posix_spawn_file_actions_addopen(&actions, number, "/dev/null", flags, 0)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        resetSignals(&attributes)
        defer { withExtendedLifetime(streams) {} }
        return try spawn(path, arguments, &actions, &attributes)
    }

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
        _ path: String, _ arguments: [String], _ actions: inout posix_spawn_file_actions_t,
        _ attributes: inout posix_spawnattr_t
    ) throws(SystemError) -> pid_t {
        let texts = ArgumentList([path] + arguments)
        let environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var id = pid_t()
        let failure = posix_spawn(&id, path, &actions, &attributes, texts.pointers, environment)
        withExtendedLifetime(texts) {}
        guard failure == 0 else { throw SystemError("posix_spawn", on: path, number: failure) }
        return id
    }
}
