import Glibc
import POSIXSupport

extension SystemError {
    /// Whether a call that reads failed because of what it was to read: the disk cannot give it back (`EIO`), the file
    /// system found its own records of it damaged (`EUCLEAN`, `EBADMSG`), or the file is gone (`ENOENT`). Every other
    /// error takes nothing away for good.
    var isDamage: Bool {
        [EIO, EUCLEAN, EBADMSG, ENOENT].contains(number)
    }
}
