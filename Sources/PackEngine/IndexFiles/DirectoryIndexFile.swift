import Glibc
import POSIXSupport

/// A file of the index in a directory. It is read by pread(2) and never mapped: a disk that cannot give a page back is
/// an error of a call then, and no signal.
final class DirectoryIndexFile: IndexFile {
    private let descriptor: Descriptor
    private let path: String

    init(_ descriptor: Descriptor, path: String) {
        self.descriptor = descriptor
        self.path = path
        // Look-ups are random: what lies beside a block is of no use.
        posix_fadvise(descriptor.number, 0, 0, POSIX_FADV_RANDOM)
    }

    func size() throws(SystemError) -> Int {
        Int(try descriptor.status(of: path).st_size)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        try descriptor.readFully(into: buffer, at: offset, subject: path)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
        try descriptor.writeFully(bytes, at: offset, subject: path)
    }

    func reserve(_ range: Range<Int>) throws(SystemError) {
        try descriptor.reserve(range, subject: path)
    }

    func synchronize() throws(SystemError) {
        try descriptor.syncContent(subject: path)
    }
}
