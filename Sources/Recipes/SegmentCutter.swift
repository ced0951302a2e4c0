import ContentChunking
import LockerBase

/// Cuts the segments of one file after the other into chunks and names each, in one pass.
///
/// Bytes are pushed: the caller asks for ``space(_:)``, puts bytes there, and says with ``filled(_:)`` how many. The
/// cuts do not depend on how the bytes arrive. Chunks are named, and handed on, when the buffer is full or the file at
/// its end: many at a time are hashed at a multiple of the speed. For one thread at a time; memory is one buffer and
/// the chunks' names.
final class SegmentCutter {
    /// Bytes of buffer: those of about 28 chunks of music, which keep the lanes that hash them busy for most of the
    /// time.
    private static let bufferSize = 8 * FastCDC.maximum

    private static let tooLarge = LockerError(
        .invalidArgument, "the file is too large: it has more than \(Recipe.maximumChunkCount) chunks; split it")

    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 4096)
    /// The bytes that are not cut yet. In front of them are those of `unnamed`.
    private var start = 0
    private var end = 0
    private var unnamed: [UnsafeRawBufferPointer] = []
    private var named: [ChunkReference] = []
    /// The places of the current segment's chunks begin here.
    private var segmentStart = 0
    private let cutter = FastCDC()
    private let hash = SHA256Lanes()
    /// Memory for what the sink gets.
    private var batch: [NamedBytes] = []

    deinit {
        buffer.deallocate()
    }

    /// Where the next bytes of the segment go: at least 512 KiB.
    func space(_ sink: ChunkSink) throws(LockerError) -> UnsafeMutableRawBufferPointer {
        if buffer.count - end < 2 * FastCDC.maximum {
            try nameAll(sink)
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
            end -= start
            start = 0
        }
        return UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
    }

    /// Says that the first `count` bytes of ``space(_:)`` are filled.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for too many chunks; the file is given up then, and ``reset()``
    ///   starts the next.
    func filled(_ count: Int) throws(LockerError) {
        end += count
        while end - start >= FastCDC.maximum { try cut() }
    }

    /// Takes bytes that lie elsewhere.
    func append(_ bytes: UnsafeRawBufferPointer, _ sink: ChunkSink) throws(LockerError) {
        var rest = bytes
        while !rest.isEmpty {
            // Room at the end of the buffer is used up before what is left is moved to its front: pieces are small.
            let space =
                end < buffer.count ? UnsafeMutableRawBufferPointer(rebasing: buffer[end...]) : try space(sink)
            let count = min(space.count, rest.count)
            space.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
            try filled(count)
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Cuts what is left, and ends the segment. Returns the places of its chunks among those of ``finish(_:)``.
    func endSegment() throws(LockerError) -> Range<Int> {
        while start < end { try cut() }
        defer { segmentStart = named.count + unnamed.count }
        return segmentStart..<named.count + unnamed.count
    }

    /// Ends the file. Returns its chunks, in the order in which they were cut.
    func finish(_ sink: ChunkSink) throws(LockerError) -> [ChunkReference] {
        try nameAll(sink)
        defer { reset() }
        return named
    }

    /// Forgets the current file.
    func reset() {
        (start, end, segmentStart) = (0, 0, 0)
        unnamed.removeAll(keepingCapacity: true)
        named = []
    }

    private func cut() throws(LockerError) {
        let length = cutter.cut(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
        guard named.count + unnamed.count < Recipe.maximumChunkCount else { throw SegmentCutter.tooLarge }
        unnamed.append(UnsafeRawBufferPointer(rebasing: buffer[start..<start + length]))
        start += length
    }

    private func nameAll(_ sink: ChunkSink) throws(LockerError) {
        if unnamed.isEmpty { return }
        for bytes in unnamed { batch.append(NamedBytes(digest: .zero, bytes: bytes)) }
        defer {
            batch.removeAll(keepingCapacity: true)
            unnamed.removeAll(keepingCapacity: true)
        }
        hash.digests(of: unnamed) { batch[$0] = NamedBytes(digest: $1, bytes: batch[$0].bytes) }
        try sink(batch)
        for chunk in batch { named.append(ChunkReference(digest: chunk.digest, length: chunk.bytes.count)) }
    }
}
