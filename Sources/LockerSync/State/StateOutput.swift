import LockerBase
import POSIXSupport

/// Writes a state file through a buffer. In front are a magic word and the digest of all that follows, which is known
/// last.
struct StateOutput {
    private static let size = 256 << 10

    private let file: Descriptor
    private let name: String
    private let hash = SHA256()
    private var buffer: [UInt8] = []
    /// Where the buffer is to be written.
    private var offset: Int

    /// - Parameters:
    ///   - start: bytes of the file in front of what is appended.
    ///   - name: what errors call the file.
    init(to file: Descriptor, from start: Int, called name: String) {
        (self.file, offset, self.name) = (file, start, name)
        hash.reset()
    }

    mutating func append(_ bytes: [UInt8]) throws(LockerError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= StateOutput.size { try flush() }
    }

    /// Writes what is left, and `magic` and the digest in front.
    mutating func finish(_ magic: [UInt8]) throws(LockerError) {
        try flush()
        try write(magic + hash.finish().bytes, at: 0)
    }

    private mutating func flush() throws(LockerError) {
        try write(buffer, at: offset)
        buffer.withUnsafeBytes { hash.update($0) }
        offset += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: [UInt8], at offset: Int) throws(LockerError) {
        try translatingSystemErrors(remedy: SyncStateFile.remedy) { () throws(SystemError) in
            try bytes.withUnsafeBufferPointer { (bytes) throws(SystemError) in
                try file.writeFully(UnsafeRawBufferPointer(bytes), at: offset, subject: name)
            }
        }
    }
}
