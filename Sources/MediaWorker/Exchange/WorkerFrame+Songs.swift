import LockerBase

extension WorkerFrame {
    /// Asks what a song says, or for the picture of a digest.
    init(asking song: SongBytes, picture: String? = nil) {
        var writer = ByteWriter(capacity: song.head.count + song.tail.count + 64)
        if let picture { writer.append(picture.utf8) }
        writer.append(UInt64(song.size))
        writer.append(UInt32(song.head.count))
        writer.append(song.head)
        writer.append(song.tail)
        self.init(kind: picture == nil ? .read : .picture, payload: writer.bytes)
    }

    /// Asks for bytes of the song.
    init(needing range: Range<Int>) {
        var writer = ByteWriter(capacity: 12)
        writer.append(UInt64(range.lowerBound))
        writer.append(UInt32(range.count))
        self.init(kind: .need, payload: writer.bytes)
    }

    /// The song that is asked about, and the digest of the picture; nil where it is no such frame.
    var song: (song: SongBytes, picture: String?)? {
        payload.withUnsafeBytes { raw -> (song: SongBytes, picture: String?)? in
            var reader = ByteReader(raw)
            var picture: String?
            if kind == .picture {
                guard let digits = reader.read(count: 32) else { return nil }
                picture = String(decoding: digits, as: UTF8.self)
            }
            guard let size = reader.read(UInt64.self).flatMap({ Int(exactly: $0) }),
                let count = reader.read(UInt32.self), let head = reader.read(count: Int(count)),
                let tail = reader.read(count: reader.remaining), head.count + tail.count <= size
            else { return nil }
            return (SongBytes(size: size, head: Array(head), tail: Array(tail)), picture)
        }
    }

    /// The bytes that are needed of a song of `size` bytes; nil for none that a worker may ask for.
    func needed(of size: Int) -> Range<Int>? {
        payload.withUnsafeBytes { raw in
            var reader = ByteReader(raw)
            guard let offset = reader.read(UInt64.self).flatMap({ Int(exactly: $0) }),
                let count = reader.read(UInt32.self), count > 0, count <= SongLimits.piece, offset < size,
                Int(count) <= size - offset
            else { return nil }
            return offset..<offset + Int(count)
        }
    }
}
