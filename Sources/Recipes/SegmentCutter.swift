import ContentChunking
import LockerBase

/// Cuts the bytes of one segment after the other into chunks and names each, in one pass.
///
/// Bytes are pushed: the caller asks for ``space()``, puts bytes there, and says with ``filled(_:_:)`` how many. The
/// cuts do not depend on how the bytes arrive. For one thread at a time; memory is one buffer and the chunks' names.
final class SegmentCutter {
    /// Bytes of buffer: four chunks of the greatest length, so that moving what is left of one read to the front
    /// copies less than a third of the bytes.
    private static let bufferSize = 4 * FastCDC.maximum

    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 4096)
    private var start = 0
    private var end = 0
    private var chunks: [ChunkReference] = []
    private let cutter = FastCDC()
    private let hash = SHA256()

    deinit {
        buffer.deallocate()
    }

    /// Where the next bytes of the segment go: at least 512 KiB.
    func space() -> UnsafeMutableRawBufferPointer {
        if start > 0 {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
            end -= start
            start = 0
        }
        return UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
    }

    /// Says that the first `count` bytes of ``space()`` are filled, and hands every chunk that is whole to `sink`.
    ///
    /// - Throws: what `sink` throws, or ``LockerError/Code/invalidArgument`` for too many chunks; the segment is given
    ///   up then, and ``reset()`` starts the next.
    func filled(_ count: Int, _ sink: FileCutter.Sink) throws(LockerError) {
        end += count
        while end - start >= FastCDC.maximum {
            try cut(sink)
        }
    }

    /// Takes bytes that lie elsewhere.
    func append(_ bytes: UnsafeRawBufferPointer, _ sink: FileCutter.Sink) throws(LockerError) {
        var rest = bytes
        while !rest.isEmpty {
            // Room at the end of the buffer is used up before what is left is moved to its front: pieces are small.
            let space = end < buffer.count ? UnsafeMutableRawBufferPointer(rebasing: buffer[end...]) : space()
            let count = min(space.count, rest.count)
            space.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
            try filled(count, sink)
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Cuts what is left, and ends the segment. The cutter is ready for the next one then.
    func finish(_ sink: FileCutter.Sink) throws(LockerError) -> [ChunkReference] {
        while start < end {
            try cut(sink)
        }
        defer { reset() }
        return chunks
    }

    /// Forgets the current segment.
    func reset() {
        (start, end) = (0, 0)
        chunks = []
    }

    private func cut(_ sink: FileCutter.Sink) throws(LockerError) {
        let length = cutter.cut(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
        let chunk = UnsafeRawBufferPointer(rebasing: buffer[start..<start + length])
        guard chunks.count < Recipe.maximumChunkCount else { throw FileCutter.tooLarge }
        let digest = hash.digest(of: chunk)
        try sink(digest, chunk)
        chunks.append(ChunkReference(digest: digest, length: length))
        start += length
    }
}
