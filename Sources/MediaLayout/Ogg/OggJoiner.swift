import LockerBase

/// An Ogg file put together again from head, skeleton, payload and tail: any range of its bytes, without the others.
///
/// A range costs the search of its first page among marks, a few KiB of skeleton, and the payload of the pages that
/// it touches, whole, since their checksums take that. Memory is a buffer of 256 KiB at most. For one thread at a
/// time; the skeleton may be shared.
public final class OggJoiner: ByteSource {
    private let head: any ByteSource
    private let payload: any ByteSource
    private let tail: any ByteSource
    private let skeleton: OggSkeleton
    private let stream: OggStream
    private let header: UnsafeMutableRawBufferPointer

    private static let bufferSize = 256 << 10

    /// The length of the whole file.
    public let size: Int

    /// - Throws: what the sources throw, and ``LockerError/Code/dataLoss`` when the parts do not belong together.
    public init(
        skeleton: OggSkeleton, head: any ByteSource, payload: any ByteSource, tail: any ByteSource
    ) throws(LockerError) {
        guard payload.size == skeleton.payloadSize, let stream = try OggStream(head: head) else {
            throw LockerError(
                .dataLoss, "the parts of an Ogg file do not fit together; restore the store from a backup")
        }
        (self.skeleton, self.head, self.payload, self.tail) = (skeleton, head, payload, tail)
        self.stream = stream
        header = UnsafeMutableRawBufferPointer.allocate(byteCount: OggPage.maximumHeaderSize, alignment: 8)
        size = head.size + skeleton.pagesSize + tail.size
    }

    deinit {
        header.deallocate()
    }

    /// Hands the bytes of `range`, as far as the file has them, to `body`, piece by piece in order.
    public func read(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let pagesEnd = head.size + skeleton.pagesSize
        try OggJoiner.copy(head, range, body)
        let pages = range.clamped(to: head.size..<pagesEnd)
        if !pages.isEmpty { try join(pages.lowerBound - head.size..<pages.upperBound - head.size, body) }
        let rest = range.clamped(to: pagesEnd..<size)
        try OggJoiner.copy(tail, rest.lowerBound - pagesEnd..<rest.upperBound - pagesEnd, body)
    }

    /// Reads bytes of the file, put together from its parts.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        var done = 0
        try read(offset..<offset + min(buffer.count, size - offset)) { (bytes) throws(LockerError) in
            UnsafeMutableRawBufferPointer(rebasing: buffer[done...]).copyMemory(from: bytes)
            done += bytes.count
        }
        return done
    }

    private static func copy(
        _ source: any ByteSource, _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let range = range.clamped(to: 0..<source.size)
        if range.isEmpty { return }
        let window = Window(PartialSource(source, range), capacity: min(bufferSize, range.count))
        var offset = 0
        while offset < range.count, let bytes = try window.bytes(at: offset, upTo: bufferSize) {
            try body(bytes)
            offset += bytes.count
        }
    }

    /// Hands out the bytes of `range` of the pages, which is not empty.
    private func join(
        _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        var cursor = skeleton.cursor(before: range.lowerBound)
        let first = cursor.payload
        // Pages are read whole, and a little range does not ask for more of the payload than that.
        let capacity = min(range.count + 2 * OggPage.maximumSize, OggJoiner.bufferSize)
        let bodies = Window(PartialSource(payload, first..<payload.size), capacity: capacity)
        while cursor.file < range.upperBound {
            let before = cursor
            guard let record = skeleton.next(&cursor) else { return }
            if cursor.file <= range.lowerBound { continue }
            guard let content = try bodies.bytes(at: before.payload - first, count: record.bodySize) else { return }
            let header = record.write(stream, body: content, to: header)
            let wanted = range.clamped(to: before.file..<cursor.file)
            try OggJoiner.hand(header, wanted, at: before.file, body)
            try OggJoiner.hand(content, wanted, at: before.file + header.count, body)
        }
    }

    /// Hands out what `wanted` has of `bytes`, which stand at `offset`.
    private static func hand(
        _ bytes: UnsafeRawBufferPointer, _ wanted: Range<Int>, at offset: Int,
        _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let part = wanted.clamped(to: offset..<offset + bytes.count)
        if part.isEmpty { return }
        try body(UnsafeRawBufferPointer(rebasing: bytes[part.lowerBound - offset..<part.upperBound - offset]))
    }
}
