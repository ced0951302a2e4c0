import Glibc
import LockerBase
import MediaLayout
import POSIXSupport

/// A file as a source.
struct FileSource: ByteSource {
    private let file: Descriptor
    let size: Int

    init(_ path: String) throws {
        file = try Descriptor.open(path, O_RDONLY)
        size = Int(try file.status().st_size)
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        try translatingSystemErrors { () throws(SystemError) in try file.readFully(into: buffer, at: offset) }
    }
}
