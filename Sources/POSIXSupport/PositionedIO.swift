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

    /// Writes `first` and then `second` at `offset`, in one system call where the kernel takes both.
    public func writeFully(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, at offset: Int,
        subject: String = "descriptor"
    ) throws(SystemError) {
        var parts = (
            iovec(iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress), iov_len: first.count),
            iovec(iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress), iov_len: second.count)
        )
        let count = withUnsafeBytes(of: &parts) { raw in
            retrying { pwritev(number, raw.assumingMemoryBound(to: iovec.self).baseAddress, 2, off_t(offset)) }
        }
        guard count >= 0 else { throw SystemError("pwritev", on: subject) }
        if count < first.count {
            try writeFully(UnsafeRawBufferPointer(rebasing: first[count...]), at: offset + count, subject: subject)
        }
        let ahead = max(0, count - first.count)
        if ahead < second.count {
            try writeFully(
                UnsafeRawBufferPointer(rebasing: second[ahead...]), at: offset + first.count + ahead, subject: subject)
        }
    }
}
