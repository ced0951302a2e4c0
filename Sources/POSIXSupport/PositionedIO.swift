import CLinux
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
    /// The most bytes of one that pass through the page cache: pages that come back soon are taken again. With 256 KiB
    /// in a call, a first sync takes 1.04 times as long and 1.25 times the kernel's processor time.
    private static let maximumPassing = 1 << 20

    private static let page = sysconf(Int32(_SC_PAGESIZE))

    /// Writes all of `parts`, one behind the other, at `offset`, in few system calls.
    ///
    /// - Parameter isPassing: whether the page cache may let go of it once it is on the disk, where writing begins at
    ///   once then. What is less than 256 KiB stays, and so does all of it where kernel or file system
    ///   know no better.
    public func writeFully(
        _ parts: [UnsafeRawBufferPointer], at offset: Int, isPassing: Bool = false, subject: String = "descriptor"
    ) throws(SystemError) {
        // The parts in front of `first` are written, and `skipped` bytes of that one.
        var (first, skipped, offset) = (0, 0, offset)
        var left = parts.reduce(0) { $0 + $1.count }
        var isPassing = isPassing && left >= Descriptor.maximumWrite && Kernel.letsWritesPass
        while first < parts.count {
            let (limit, flags) = isPassing ? Descriptor.nextPassing(left, at: offset) : (Descriptor.maximumWrite, 0)
            let count = withUnsafeTemporaryAllocation(
                of: iovec.self, capacity: min(parts.count - first, Descriptor.maximumParts)
            ) { vectors in
                let used = Descriptor.fill(vectors, with: parts[first...], from: skipped, limit: limit)
                return retrying { pwritev2(number, vectors.baseAddress, Int32(used), off_t(offset), flags) }
            }
            if count < 0, errno == EOPNOTSUPP, isPassing {
                isPassing = false
                continue
            }
            guard count >= 0 else { throw SystemError("pwritev2", on: subject) }
            offset += count
            left -= count
            skipped += count
            while first < parts.count, skipped >= parts[first].count {
                skipped -= parts[first].count
                first += 1
            }
        }
    }

    /// The most bytes that the next system call writes of `left` that pass through the page cache, and its flags. Whole
    /// pages pass. A page that others write to as well stays: once gone, it would have to be read for that.
    package static func nextPassing(_ left: Int, at offset: Int) -> (limit: Int, flags: Int32) {
        if offset % page != 0 { return (page - offset % page, 0) }
        if left < page { return (left, 0) }
        return (min(maximumPassing, left - left % page), LOCKER_RWF_DONTCACHE)
    }

    /// Makes `vectors` those of one system call. Returns how many there are.
    ///
    /// - Parameters:
    ///   - start: of the first part.
    ///   - limit: the most bytes.
    private static func fill(
        _ vectors: UnsafeMutableBufferPointer<iovec>, with parts: ArraySlice<UnsafeRawBufferPointer>, from start: Int,
        limit: Int
    ) -> Int {
        var (used, bytes, start) = (0, 0, start)
        for part in parts.prefix(vectors.count) {
            let base = part.baseAddress.map { UnsafeMutableRawPointer(mutating: $0 + start) }
            let count = min(part.count - start, limit - bytes)
            vectors.initializeElement(at: used, to: iovec(iov_base: base, iov_len: count))
            used += 1
            bytes += count
            start = 0
            if bytes == limit { break }
        }
        return used
    }
}
