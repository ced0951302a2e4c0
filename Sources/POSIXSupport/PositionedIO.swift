import Glibc

extension Descriptor {
    /// Reads at `offset` until `buffer` is full or the file ends. Returns the bytes read.
    public func readFully(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int, subject: String = "descriptor"
    ) throws(SystemError) -> Int {
        var done = 0
        while done < buffer.count, let base = buffer.baseAddress {
            let count = retrying { pread(number, base + done, buffer.count - done, off_t(offset + done)) }
            guard count >= 0 else { throw SystemError("pread", on: subject) }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Writes all of `buffer` at `offset`.
    public func writeFully(
        _ buffer: UnsafeRawBufferPointer, at offset: Int, subject: String = "descriptor"
    ) throws(SystemError) {
        var done = 0
        while done < buffer.count, let base = buffer.baseAddress {
            let count = retrying { pwrite(number, base + done, buffer.count - done, off_t(offset + done)) }
            guard count >= 0 else { throw SystemError("pwrite", on: subject) }
            done += count
        }
    }

    /// The most parts that one system call takes: UIO_MAXIOV.
    private static let maximumParts = 1024
    /// The most bytes that one system call writes. The kernel takes memory for its page cache in pieces as large as the
    /// write; those of 1 MiB and more come from memory that a virtual machine has given back to its host, and has to be
    /// given again: 50 µs for 72 KiB, where writes of 256 KiB take 14 and those of 72 KiB take 20 (ext4, Linux 6.18).
    private static let maximumWrite = 256 << 10

    /// Writes all of `parts`, one behind the other, at `offset`, in few system calls.
    public func writeFully(
        _ parts: [UnsafeRawBufferPointer], at offset: Int, subject: String = "descriptor"
    ) throws(SystemError) {
        // The parts in front of `first` are written, and `skipped` bytes of that one.
        var (first, skipped, offset) = (0, 0, offset)
        while first < parts.count {
            let count = withUnsafeTemporaryAllocation(
                of: iovec.self, capacity: min(parts.count - first, Descriptor.maximumParts)
            ) { vectors in
                let used = Descriptor.fill(vectors, with: parts[first...], from: skipped)
                return retrying { pwritev(number, vectors.baseAddress, Int32(used), off_t(offset)) }
            }
            guard count >= 0 else { throw SystemError("pwritev", on: subject) }
            offset += count
            skipped += count
            while first < parts.count, skipped >= parts[first].count {
                skipped -= parts[first].count
                first += 1
            }
        }
    }

    /// Makes `vectors` those of one system call. Returns how many there are.
    ///
    /// - Parameter start: of the first part.
    private static func fill(
        _ vectors: UnsafeMutableBufferPointer<iovec>, with parts: ArraySlice<UnsafeRawBufferPointer>, from start: Int
    ) -> Int {
        var (used, bytes, start) = (0, 0, start)
        for part in parts.prefix(vectors.count) {
            let base = part.baseAddress.map { UnsafeMutableRawPointer(mutating: $0 + start) }
            let count = min(part.count - start, maximumWrite - bytes)
            vectors.initializeElement(at: used, to: iovec(iov_base: base, iov_len: count))
            used += 1
            bytes += count
            start = 0
            if bytes == maximumWrite { break }
        }
        return used
    }
}
