import Glibc
import LockerBase
import MediaLayout
import POSIXSupport

/// A file of the store without a name, for content that comes in pieces: where its tags end and its audio begins can
/// only be told when all of it is there. The kernel removes it when it is closed, or when the daemon dies.
struct Spool {
    private let file: Descriptor
    /// The bytes written so far.
    private(set) var size = 0

    /// Makes one on the file system of `directory`.
    init(in directory: String) throws(LockerError) {
        file = try translatingSystemErrors { () throws(SystemError) in
            // open(2), O_TMPFILE: __O_TMPFILE | O_DIRECTORY. Glibc does not export it to Swift.
            try Descriptor.open(directory, 0o20_000_000 | O_DIRECTORY | O_RDWR, mode: 0o600)
        }
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(LockerError) {
        try translatingSystemErrors(remedy: "send the file again") { () throws(SystemError) in
            try file.writeFully(bytes, at: size, subject: "an upload's temporary file")
        }
        size += bytes.count
    }
}

extension Spool: ByteSource {
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        try translatingSystemErrors { () throws(SystemError) in
            try file.readFully(into: buffer, at: offset, subject: "an upload's temporary file")
        }
    }
}
