import Glibc
import LockerBase
import POSIXSupport

/// A short file that nobody else may read.
struct PrivateFile: Sendable {
    private static let byteLimit = 1 << 20
    private static let remedy = "set XDG_CONFIG_HOME to a folder that can be written"

    let path: String

    /// What is in it; nil where there is none.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` for one that others may read.
    func read() throws(LockerError) -> [UInt8]? {
        let found: (mode: mode_t, bytes: [UInt8])
        do throws(SystemError) {
            // Without waiting for whoever would write to it, were it a pipe.
            let file = try Descriptor.open(path, O_RDONLY | O_NONBLOCK)
            let status = try file.status(of: path)
            found = (status.st_mode, try PrivateFile.bytes(of: file, path))
        } catch {
            if error.number == ENOENT { return nil }
            throw LockerError(error)
        }
        guard found.mode & 0o077 == 0 else {
            throw LockerError(
                .failedPrecondition,
                "\(path.printable): others may read the tokens there; 'chmod 600' it, and sign in again where that may "
                    + "have happened")
        }
        return found.bytes
    }

    /// Puts `bytes` in the place of what it has: whoever reads finds either whole. The folders that it is in are made.
    func write(_ bytes: [UInt8]) throws(LockerError) {
        let (path, temporary) = (path, "\(path).\(getpid())")
        try translatingSystemErrors(remedy: PrivateFile.remedy) { () throws(SystemError) in
            unlink(temporary)
            let file = try Descriptor.open(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
            var isPlaced = false
            defer { if !isPlaced { unlink(temporary) } }
            try bytes.withUnsafeBufferPointer { (buffer) throws(SystemError) in
                try file.writeFully(UnsafeRawBufferPointer(buffer), at: 0, subject: temporary)
            }
            guard fsync(file.number) == 0 else { throw SystemError("fsync", on: temporary) }
            guard rename(temporary, path) == 0 else { throw SystemError("rename", on: temporary) }
            isPlaced = true
        }
    }

    /// Keeps other processes that ask for it from changing the file, as long as what is returned is there.
    func lock() throws(LockerError) -> Descriptor {
        let path = path
        return try translatingSystemErrors(remedy: PrivateFile.remedy) { () throws(SystemError) in
            try PrivateFile.makeFolder(of: path)
            let file = try Descriptor.open("\(path).lock", O_RDWR | O_CREAT, mode: 0o600)
            guard retrying({ flock(file.number, LOCK_EX) }) == 0 else { throw SystemError("flock", on: path) }
            return file
        }
    }

    private static func bytes(of file: Descriptor, _ path: String) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: byteLimit)
        let count = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(SystemError) in
            try file.readFully(into: UnsafeMutableRawBufferPointer(buffer), at: 0, subject: path)
        }
        return Array(bytes.prefix(count))
    }

    /// Makes the folder of `path` and its parents, for the owner's eyes only.
    private static func makeFolder(of path: String) throws(SystemError) {
        var folder = ""
        for component in path.split(separator: "/").dropLast() {
            folder += "/\(component)"
            if mkdir(folder, 0o700) != 0, errno != EEXIST, access(folder, F_OK) != 0 {
                throw SystemError("mkdir", on: folder)
            }
        }
    }
}
