import Glibc
import LockerBase

/// A buffer over a source: small reads that lie near each other cost one read of the source.
///
/// Memory is the buffer, whatever the source says. For one thread at a time.
final class Window {
    /// Enough for the headers of a file, which mostly lie together.
    static let headers = 4 << 10

    let source: any ByteSource
    private let buffer: UnsafeMutableRawBufferPointer
    private var held = 0..<0

    /// The number of bytes that can be read: those of the source.
    let size: Int

    init(_ source: any ByteSource, capacity: Int = Window.headers) {
        self.source = source
        size = source.size
        buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    /// The `count` bytes at `offset`, valid until the next call; nil when the source does not have them all, or when
    /// they are more than the buffer holds.
    ///
    /// - Throws: ``LockerError/Code/changed`` when the source ends before its size.
    func bytes(at offset: Int, count: Int) throws(LockerError) -> UnsafeRawBufferPointer? {
        guard offset >= 0, count >= 0, offset <= size, count <= size - offset, count <= buffer.count else {
            return nil
        }
        if offset < held.lowerBound || offset + count > held.upperBound {
            try fill(offset, count)
        }
        let start = offset - held.lowerBound
        return UnsafeRawBufferPointer(rebasing: buffer[start..<start + count])
    }

    /// The bytes at `offset`, as many as the source has and at most `count`.
    func bytes(at offset: Int, upTo count: Int) throws(LockerError) -> UnsafeRawBufferPointer? {
        try bytes(at: offset, count: min(count, size - offset))
    }

    /// Where the next `byte` is, from `offset` on and before `end`, which is not past the end of the source; nil when
    /// there is none.
    func place(of byte: UInt8, from offset: Int, before end: Int) throws(LockerError) -> Int? {
        var start = offset
        while start < end {
            let wanted = held.contains(start) ? held.upperBound - start : buffer.count
            guard let part = try bytes(at: start, count: min(wanted, end - start)), let base = part.baseAddress else {
                return nil
            }
            if let found = memchr(base, Int32(byte), part.count) { return start + (UnsafeRawPointer(found) - base) }
            start += part.count
        }
        return nil
    }

    /// Reads from `offset` on until at least `count` bytes are held, keeping those that are held already.
    private func fill(_ offset: Int, _ count: Int) throws(LockerError) {
        var done = 0
        if held.contains(offset) {
            done = held.upperBound - offset
            let kept = offset - held.lowerBound
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[kept..<kept + done]))
        }
        held = offset..<offset + done
        let wanted = min(buffer.count, size - offset)
        while done < count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<wanted])
            let received = try source.read(at: offset + done, into: rest)
            guard received > 0, received <= rest.count else {
                throw LockerError(
                    .changed,
                    "the content ends at byte \(offset + done) of \(size): it became shorter while it was read; "
                        + "try again when nothing writes to it")
            }
            done += received
            held = offset..<offset + done
        }
    }
}
