import Glibc
import LockerBase
import POSIXSupport

extension Descriptor {
    /// Checks that this is a regular file that can be read, and returns its status.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with what it is instead.
    func checkReadable(_ name: EntryPath, _ patience: Patience?) throws(LockerError) -> stat {
        let status = try checkRegular(name, patience)
        guard try accessMode(name) != O_WRONLY else {
            throw LockerError(.invalidArgument, "\(name): its descriptor is open for writing only; open it for reading")
        }
        return status
    }

    /// Checks that this is a regular file that can be written at any offset.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with what it is instead.
    func checkWritable(_ name: EntryPath, _ patience: Patience?) throws(LockerError) {
        let status = try checkRegular(name, patience)
        guard try accessMode(name) != O_RDONLY else {
            throw LockerError(.invalidArgument, "\(name): its descriptor is open for reading only; open it for writing")
        }
        guard fcntl(number, F_GETFL) & O_APPEND == 0 else {
            throw LockerError(
                .invalidArgument, "\(name): its descriptor is open for appending; open it without O_APPEND")
        }
        // Who writes to such a file takes these bits away, root excepted: what somebody else may run with the rights of
        // its owner or group would hold what the caller chose.
        guard status.st_mode & (S_ISUID | S_ISGID) == 0 else {
            throw LockerError(
                .invalidArgument,
                "\(name): its descriptor is a file with set-id bits; clear them, or write to a new file",
                details: [.descriptor: "refused"])
        }
    }

    private func checkRegular(_ name: EntryPath, _ patience: Patience?) throws(LockerError) -> stat {
        let status = try onCallersFile(patience) { () throws(SystemError) in try self.status(of: "\(name)") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LockerError(
                .invalidArgument, "\(name): its descriptor is \(kind(of: status.st_mode)), not a regular file")
        }
        let type = try onCallersFile(patience) { () throws(SystemError) -> UInt32? in
            do throws(SystemError) {
                return try self.fileSystemType(of: "\(name)")
            } catch  where error.number == ENOSYS {
                // A program's file system (FUSE) need not tell, and is none of the kernel's.
                return nil
            }
        }
        if let type, let system = KernelFileSystem.name(of: type) {
            throw LockerError(
                .invalidArgument,
                "\(name): its descriptor is a file of \(system), whose content is the kernel's and depends on who reads it; "
                    + "send what you can read of it in pieces",
                details: [.descriptor: "refused"])
        }
        return status
    }

    /// `O_RDONLY`, `O_WRONLY` or `O_RDWR`.
    private func accessMode(_ name: EntryPath) throws(LockerError) -> Int32 {
        /// open(2): a descriptor that only names a file. Glibc does not export it to Swift.
        let pathOnly: Int32 = 0o10_000_000
        let flags = fcntl(number, F_GETFL)
        guard flags >= 0, flags & pathOnly == 0 else {
            throw LockerError(.invalidArgument, "\(name): its descriptor only names the file; open it without O_PATH")
        }
        return flags & O_ACCMODE
    }

    private func kind(of mode: mode_t) -> String {
        switch mode & S_IFMT {
        case S_IFDIR: "a folder"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        case S_IFCHR, S_IFBLK: "a device"
        default: "something else"
        }
    }
}
