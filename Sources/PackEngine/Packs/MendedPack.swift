/// The bytes of a pack with a part made anew. Of that part nothing is read: the disk may not be able to.
struct MendedPack: PackBytes {
    private let base: any PackBytes
    private let length: Int
    private let part: [UInt8]
    private let offset: Int

    /// The first `size` bytes of `base`, with `part` at `offset`.
    init(_ base: any PackBytes, size: Int, with part: [UInt8], at offset: Int) {
        self.base = base
        length = size
        self.part = part
        self.offset = offset
    }

    func size() throws(StorageError) -> Int { length }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StorageError) -> Int {
        let count = max(0, min(buffer.count, length - offset))
        var done = 0
        while done < count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<count])
            let received = try readPart(into: rest, at: offset + done)
            if received == 0 { break }
            done += received
        }
        return done
    }

    /// As much as comes from one of the two.
    private func readPart(into buffer: UnsafeMutableRawBufferPointer, at place: Int) throws(StorageError) -> Int {
        let end = offset + part.count
        if place >= end { return try base.read(into: buffer, at: place) }
        if place < offset {
            let before = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(offset - place))
            return try base.read(into: before, at: place)
        }
        let made = part[(place - offset)...].prefix(buffer.count)
        buffer.copyBytes(from: made)
        return made.count
    }
}
