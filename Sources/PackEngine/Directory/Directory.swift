import Glibc
import POSIXSupport

/// Makes the directory at `path` when it is not there, so that it survives a crash from here on.
func makeDirectory(_ path: String) throws(SystemError) {
    if mkdir(path, 0o700) == 0 {
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        try synchronizeDirectory(parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent)
    } else if errno != EEXIST {
        throw SystemError("mkdir", on: path)
    }
}

/// The name that an entry of a directory has.
func fileName(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
}

/// Makes the names in the directory at `path` durable: syncing a file does not (fsync(2), notes).
func synchronizeDirectory(_ path: String) throws(SystemError) {
    let directory = try Descriptor.open(path, O_RDONLY | O_DIRECTORY)
    guard fsync(directory.number) == 0 else { throw SystemError("fsync", on: path) }
}
