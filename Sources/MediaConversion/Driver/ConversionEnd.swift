import Confinement
import Glibc

/// How a process of ffmpeg came to its end.
package enum ConversionEnd: Hashable, Sendable {
    /// By itself: 0 where all of it went well.
    case exited(Int32)
    /// By a signal: what it was confined to was not enough, or it is broken.
    case killed(Int32)
    /// It was killed, since nothing came out of it for too long.
    case silent
    /// It was killed, since nobody wants more of it.
    case stopped

    /// What waitpid(2) says.
    init(status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
    }

    /// Whether it was never run: it is not there, or cannot be confined on this machine.
    package var isUnfit: Bool { self == .exited(ConverterProgram.unfit) }

    /// Whether it was, as far as that can be told, what it read that had it end so: by itself, or by a signal that a process
    /// brings on itself. Others come from outside: who is short of memory, or shuts the machine down, kills.
    package var isOwnDoing: Bool {
        switch self {
        case .exited: !isUnfit
        case .killed(let signal):
            [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP, SIGXCPU].contains(signal)
        case .silent, .stopped: false
        }
    }
}
