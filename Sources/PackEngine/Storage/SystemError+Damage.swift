import Glibc
import POSIXSupport

extension SystemError {
    /// Whether a call that reads failed because of what it was to read: the disk cannot give it back (`EIO`), the file
    /// system found its own records of it damaged (`EUCLEAN`, `EBADMSG`), or the file is gone (`ENOENT`). Every other
    /// error takes nothing away for good.
    var isDamage: Bool {
        [EIO, EUCLEAN, EBADMSG, ENOENT].contains(number)
    }

    /// Whether a call failed for want of something that the process lacks at the moment (too many open files, no
    /// memory), so that it says nothing of the file. Every other error, such as a permission, stays until somebody
    /// mends it.
    var isOfTheMoment: Bool {
        [EMFILE, ENFILE, ENOMEM, EINTR, EAGAIN].contains(number)
    }

    /// Whether it says that a newer program is needed to read a pack.
    var needsNewerProgram: Bool { number == EPROTONOSUPPORT }

    /// That a pack, which is whole, says what this program does not know: by a number that no call on a file leaves.
    static func needsNewerProgram(_ name: PackName) -> SystemError {
        SystemError("read", on: name.fileName, number: EPROTONOSUPPORT)
    }
}
