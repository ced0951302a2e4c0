import ContentChunking
import Glibc
import LockerBase
import POSIXSupport

/// Cuts a file as if it had no tags, and names each chunk: reads of up to 2 MiB, FastCDC, SHA-256, and nothing else.
final class WholeFileCutter {
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 8 * FastCDC.maximum, alignment: 4096)
    private let cutter = FastCDC()
    private let hash = SHA256Lanes()
    private var chunks: [UnsafeRawBufferPointer] = []

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
            chunks.removeAll(keepingCapacity: true)
            while held - start >= (isLast ? 1 : FastCDC.maximum) {
                let length = cutter.cut(UnsafeRawBufferPointer(rebasing: buffer[start..<held]))
                chunks.append(UnsafeRawBufferPointer(rebasing: buffer[start..<start + length]))
                start += length
            }
            hash.digests(of: chunks) { _, _ in }
            if isLast { return offset }
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<held]))
            held -= start
        }
    }
}
