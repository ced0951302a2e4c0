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

    /// UIO_MAXIOV: Linux takes no more in one call.
    private static let maximumParts = 1024

    /// Writes all of `parts`, one behind the other, at `offset`: in one system call for each 1,024 of them, where the
    /// kernel takes all that it is given.
    public func writeFully(
        _ parts: [UnsafeRawBufferPointer], at offset: Int, subject: String = "descriptor"
    ) throws(SystemError) {
        // The parts in front of `first` are written, and `skipped` bytes of that one.
        var (first, skipped, offset) = (0, 0, offset)
        while first < parts.count {
            let count = withUnsafeTemporaryAllocation(
                of: iovec.self, capacity: min(parts.count - first, Descriptor.maximumParts)
            ) { vectors in
                for (place, part) in parts[first...].prefix(vectors.count).enumerated() {
                    let start = place == 0 ? skipped : 0
                    let base = part.baseAddress.map { UnsafeMutableRawPointer(mutating: $0 + start) }
                    vectors.initializeElement(at: place, to: iovec(iov_base: base, iov_len: part.count - start))
                }
                return retrying { pwritev(number, vectors.baseAddress, Int32(vectors.count), off_t(offset)) }
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
}
