import ContentChunking
import Glibc
import LockerBase
import POSIXSupport

/// Cuts a file as if it had no tags, and names each chunk: reads of up to 1 MiB, FastCDC, SHA-256, and nothing else.
final class WholeFileCutter {
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4 * FastCDC.maximum, alignment: 4096)
    private let cutter = FastCDC()
    private let hash = SHA256()

    deinit {
        buffer.deallocate()
    }

    /// Returns the file's length in bytes.
    func cut(_ path: String) throws -> Int {
        let file = try Descriptor.open(path, O_RDONLY)
        var (offset, held) = (0, 0)
        while true {
            let space = UnsafeMutableRawBufferPointer(rebasing: buffer[held...])
            let count = try file.readFully(into: space, at: offset, subject: path)
            offset += count
            held += count
            let isLast = count < space.count
            var start = 0
            while held - start >= (isLast ? 1 : FastCDC.maximum) {
                let length = cutter.cut(UnsafeRawBufferPointer(rebasing: buffer[start..<held]))
                _ = hash.digest(of: UnsafeRawBufferPointer(rebasing: buffer[start..<start + length]))
                start += length
            }
            if isLast { return offset }
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<held]))
            held -= start
        }
    }
}
