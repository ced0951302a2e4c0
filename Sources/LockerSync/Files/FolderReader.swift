import Glibc
import POSIXSupport

/// One name in a folder, and what kind of thing it is as far as the folder itself says (`d_type`).
package struct FolderItem {
    package let name: [UInt8]
    /// `DT_UNKNOWN` on file systems that do not keep it there.
    let type: UInt8
}

/// Reads all names of `folder` but `.` and `..`, in the folder's own order. Several threads may read one folder.
package func readFolder(_ folder: Descriptor) throws(SystemError) -> FolderNames {
    // Opened anew: a duplicate has its position in common with those of other threads, each of which then reads a part
    // (of eight threads on exFAT through FUSE, every other listing came short).
    var copy = retrying { openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    // A folder that may be read and not entered.
    if copy < 0, errno == EACCES { copy = fcntl(folder.number, F_DUPFD_CLOEXEC, 0) }
    guard copy >= 0 else { throw SystemError("openat", on: "folder") }
    guard let stream = fdopendir(copy) else {
        let error = SystemError("fdopendir", on: "folder")
        close(copy)
        throw error
    }
    defer { closedir(stream) }
    rewinddir(stream)

    var names = FolderNames()
    while true {
        errno = 0
        guard let entry = readdir(stream) else {
            guard errno == 0 else { throw SystemError("readdir", on: "folder") }
            return names
        }
        let isTaken = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
            let name = raw.prefix { $0 != 0 }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return true }
            return names.append(name, type: entry.pointee.d_type)
        }
        guard isTaken else { throw SystemError("readdir", on: "folder", number: EOVERFLOW) }
    }
}
