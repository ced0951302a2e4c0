import Glibc
import POSIXSupport

/// What a person calls the kind of file that `mode & S_IFMT` says.
func kindName(_ kind: mode_t) -> String {
    switch kind {
    case S_IFREG: "regular file"
    case S_IFDIR: "folder"
    case S_IFLNK: "symbolic link"
    case S_IFIFO: "FIFO"
    case S_IFSOCK: "socket"
    case S_IFBLK, S_IFCHR: "device"
    default: "of unknown kind"
    }
}

/// What the link `name` in `folder` points to; nil with `errno` set when it cannot be read.
func readLink(_ name: some Collection<UInt8>, in folder: Descriptor) -> [UInt8]? {
    // A target is at most PATH_MAX - 1 bytes (path_resolution(7)).
    let target = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
        let length = name.withCName { name in
            buffer.withMemoryRebound(to: CChar.self) { target in
                target.baseAddress.map { readlinkat(folder.number, name, $0, target.count) } ?? 0
            }
        }
        count = max(0, length)
    }
    return target.isEmpty ? nil : target
}
