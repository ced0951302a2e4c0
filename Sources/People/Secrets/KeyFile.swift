import Glibc
import LockerBase
import POSIXSupport

/// The file of 32 random bytes under which app passwords are encrypted. It lies beside the database, and is no part of
/// it: who has a copy of one without the other has no app password.
enum KeyFile {
    private static let byteCount = 32

    /// The key in the file at `path`; nil when there is none.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` for a file that others may read, or that is no key.
    static func read(_ path: String) throws(LockerError) -> [UInt8]? {
        do {
            let file = try Descriptor.open(path, O_RDONLY)
            try check(try file.status(of: path), path)
            return try content(of: file, path)
        } catch let error as SystemError {
            if error.number == ENOENT { return nil }
            throw LockerError(error, remedy: "let the user of locker-gateway read it")
        } catch let error as LockerError {
            throw error
        } catch {
            throw LockerError(.internal, "\(path): an unexpected error; report it with the log around it", cause: error)
        }
    }

    /// Makes a key and puts it into a new file at `path`, durably. Where another process was faster, it is that one's.
    static func make(_ path: String) throws(LockerError) -> [UInt8] {
        let draft = path + ".new-" + Sodium.randomBytes(6).hexText
        defer { unlink(draft) }
        try translatingSystemErrors(
            remedy: "the folder of the key file must exist, and the user of locker-gateway may write there"
        ) { () throws(SystemError) in
            try write(Sodium.randomBytes(byteCount), to: draft)
            try publish(draft, as: path)
        }
        guard let key = try read(path) else {
            throw LockerError(.system, "\(path): somebody took the key file away while it was made; try again")
        }
        return key
    }

    private static func check(_ status: stat, _ path: String) throws(LockerError) {
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LockerError(.failedPrecondition, "\(path): the key file is no file; name another one")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw LockerError(
                .failedPrecondition,
                "\(path): others may read the key file; take that right away (chmod 600 \(path)), and replace the app "
                    + "passwords if somebody may have read it")
        }
    }

    private static func content(of file: Descriptor, _ path: String) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: byteCount + 1)
        let count = try bytes.withUnsafeMutableBytes { try file.readFully(into: $0, at: 0, subject: path) }
        guard count == byteCount else {
            throw LockerError(
                .failedPrecondition,
                "\(path): no key file, which has \(byteCount) bytes; put the one back that was made for the database")
        }
        return Array(bytes.prefix(count))
    }

    private static func write(_ key: [UInt8], to path: String) throws(SystemError) {
        let file = try Descriptor.open(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        try StateFiles.giveToOwnerOfFolder(file, path)
        try key.withUnsafeBufferPointer { (bytes) throws(SystemError) in
            try file.writeFully(UnsafeRawBufferPointer(bytes), at: 0, subject: path)
        }
        try file.sync(subject: path)
    }

    /// Gives the draft its name, which is durable then, unless there is a file of that name.
    private static func publish(_ draft: String, as path: String) throws(SystemError) {
        let folder = StateFiles.folder(of: path)
        let directory = try Descriptor.open(folder, O_RDONLY | O_DIRECTORY)
        guard directory.renameUnlessThere(StateFiles.name(of: draft), to: StateFiles.name(of: path)) else {
            guard errno == EEXIST else { throw SystemError("rename", on: path) }
            return
        }
        try directory.sync(subject: folder)
    }
}
