import ContentChunking
import LockerBase

/// Cuts the bytes of one file after the other into chunks, names each, and builds the recipe, in one pass.
///
/// Bytes are pushed: the caller asks for ``space()``, puts bytes there, and says with ``filled(_:_:)`` how many. The
/// cuts do not depend on how the bytes arrive. For one thread at a time; memory is one buffer and the recipe.
public final class FileCutter {
    /// Takes a chunk's digest and raw bytes, which are valid until it returns.
    public typealias Sink = (Digest, UnsafeRawBufferPointer) throws(LockerError) -> Void

    /// Bytes of buffer: four chunks of the greatest length, so that moving what is left of one read to the front
    /// copies less than a third of the bytes.
    private static let bufferSize = 4 * FastCDC.maximum

    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 4096)
    private var start = 0
    private var end = 0
    private var chunks: [ChunkReference] = []
    private var size = 0
    private let cutter = FastCDC()
    private let hash = SHA256()

    public init() {}

    deinit {
        buffer.deallocate()
    }

    /// The bytes received of the current file.
    public private(set) var received = 0

    /// Where the next bytes of the file go: at least 512 KiB.
    public func space() -> UnsafeMutableRawBufferPointer {
        if start > 0 {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
            end -= start
            start = 0
        }
        return UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
    }

    /// Says that the first `count` bytes of ``space()`` are filled, and hands every chunk that is whole to `sink`.
    ///
    /// - Throws: what `sink` throws, or ``LockerError/Code/invalidArgument`` for a file of too many chunks; the file
    ///   is given up then, and ``reset()`` starts the next.
    public func filled(_ count: Int, _ sink: Sink) throws(LockerError) {
        end += count
        received += count
        while end - start >= FastCDC.maximum {
            try cut(sink)
        }
    }

    /// Cuts what is left, and ends the file. The cutter is ready for the next one then.
    public func finish(_ sink: Sink) throws(LockerError) -> Recipe {
        while start < end {
            try cut(sink)
        }
        let segments = size > 0 ? [Segment(role: .opaque, length: size, chunkCount: chunks.count)] : []
        let recipe = Recipe(segments: segments, chunks: chunks)
        reset()
        return recipe
    }

    /// Forgets the current file.
    public func reset() {
        (start, end, size, received) = (0, 0, 0, 0)
        chunks = []
    }

    private func cut(_ sink: Sink) throws(LockerError) {
        let length = cutter.cut(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
        let chunk = UnsafeRawBufferPointer(rebasing: buffer[start..<start + length])
        guard chunks.count < Recipe.maximumChunkCount else {
            throw LockerError(
                .invalidArgument,
                "the file is too large: it has more than \(Recipe.maximumChunkCount) chunks; split it")
        }
        let digest = hash.digest(of: chunk)
        try sink(digest, chunk)
        chunks.append(ChunkReference(digest: digest, length: length))
        size += length
        start += length
    }
}
