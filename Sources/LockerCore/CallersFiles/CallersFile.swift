import LockerBase
import MediaLayout
import POSIXSupport

/// A file that a caller passed the descriptor of, read with pread: the descriptor's own position is left alone.
struct CallersFile: ByteSource {
    let descriptor: Descriptor
    let path: EntryPath
    let size: Int
    let patience: Patience?

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        try onCallersFile(patience, moving: buffer.count) { () throws(SystemError) in
            try descriptor.readFully(into: buffer, at: offset, subject: "\(path)")
        }
    }
}
