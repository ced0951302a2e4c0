import Glibc
import LockerBase
import POSIXSupport
import TTRPC

/// A socket of the daemon's in the file system.
package enum DaemonSocket {
    /// Listens at `path`, whose folder is made where it is missing.
    package static func listen(at path: String, mode: mode_t = 0o666) throws(LockerError) -> Descriptor {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        if !folder.isEmpty, mkdir(folder, 0o755) != 0, errno != EEXIST {
            throw LockerError(SystemError("mkdir", on: folder), remedy: "make the folder of the socket")
        }
        do {
            return try UnixSocket.listen(at: path, mode: mode)
        } catch {
            let code: LockerError.Code = error.code == .invalidArgument ? .invalidArgument : .failedPrecondition
            throw LockerError(code, error.message, cause: error)
        }
    }
}
