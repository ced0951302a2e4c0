import LockerBase
import MediaLayout
import POSIXSupport

/// An open file as a source of bytes, as long as it was when it was looked at.
struct DescriptorSource: ByteSource {
    let descriptor: Descriptor
    let size: Int
    /// What messages call the file.
    let name: String

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<max(0, min(buffer.count, size - offset))])
        return try translatingSystemErrors { () throws(SystemError) in
            try descriptor.readFully(into: part, at: offset, subject: name)
        }
    }
}
