import ContentChunking
import LockerBase

extension Recipe {
    private static let magic = Array("LKRR".utf8)
    private static let version: UInt8 = 1
    private static let headerSize = 16
    private static let segmentSize = 16
    private static let chunkSize = 36

    /// The most bytes a recipe takes.
    public static let maximumEncodedSize =
        headerSize + maximumSegmentCount * segmentSize + maximumChunkCount * chunkSize

    /// The canonical bytes (docs/format.md, "Recipe"), little-endian: `LKRR`, version, assembly, the number of
    /// segments (2 bytes) and the file's length (8); 16 bytes a segment; 36 bytes a chunk.
    public func encoded() -> [UInt8] {
        var writer = ByteWriter(capacity: encodedSize)
        encode(into: &writer)
        return writer.bytes
    }

    /// Writes the canonical bytes.
    public func encode(into writer: inout ByteWriter) {
        writer.append(Recipe.magic)
        writer.append(Recipe.version)
        writer.append(assembly.rawValue)
        writer.append(UInt16(segments.count))
        writer.append(UInt64(size))
        for segment in segments {
            writer.append(segment.role.rawValue)
            writer.append([0, 0, 0])
            writer.append(UInt32(segment.chunkCount))
            writer.append(UInt64(segment.length))
        }
        for chunk in chunks {
            writer.append(chunk.digest)
            writer.append(UInt32(chunk.length))
        }
    }

    /// The bytes that it takes.
    public var encodedSize: Int {
        Recipe.headerSize + segments.count * Recipe.segmentSize + chunks.count * Recipe.chunkSize
    }

    /// The recipe that `bytes` encode.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` when they encode none; ``LockerError/Code/failedPrecondition`` when
    ///   they are of a version that this program does not know.
    public static func decode(_ bytes: [UInt8]) throws(LockerError) -> Recipe {
        try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            try decode(UnsafeRawBufferPointer(buffer))
        }
    }

    /// The same for bytes that lie elsewhere.
    public static func decode(_ bytes: UnsafeRawBufferPointer) throws(LockerError) -> Recipe {
        var reader = ByteReader(bytes)
        guard let magic = reader.read(count: 4), magic.elementsEqual(self.magic),
            let version = reader.read(UInt8.self), let assemblyNumber = reader.read(UInt8.self),
            let segmentCount = reader.read(UInt16.self), let size = reader.read(UInt64.self)
        else { throw damaged("its header is not that of a recipe") }
        guard version == self.version, let assembly = Assembly(rawValue: assemblyNumber) else {
            throw LockerError(
                .failedPrecondition,
                "a recipe is of version \(version), assembly \(assemblyNumber), and this program does not read that; "
                    + "upgrade it")
        }
        let segments = try decodeSegments(Int(segmentCount), &reader)
        guard reader.remaining % chunkSize == 0, reader.remaining / chunkSize <= maximumChunkCount else {
            throw damaged("its length is not that of a list of chunks")
        }
        let chunks = try decodeChunks(reader.remaining / chunkSize, &reader)
        try check(segments, chunks)
        guard assembly.takes(segments.map(\.role)) else { throw damaged("its segments do not go together") }
        guard assembly == .ogg ? size <= maximumSize : size == segments.reduce(0, { $0 + UInt64($1.length) }) else {
            throw damaged("its segments are not as long as the file")
        }
        return Recipe(assembly, size: Int(size), segments: segments, chunks: chunks)
    }

    private static func decodeSegments(
        _ count: Int, _ reader: inout ByteReader
    ) throws(LockerError) -> [Segment] {
        guard count <= maximumSegmentCount, reader.remaining >= count * segmentSize else {
            throw damaged("its segments are cut off or too many")
        }
        var segments: [Segment] = []
        segments.reserveCapacity(count)
        for _ in 0..<count {
            guard let role = reader.read(UInt8.self).flatMap(Segment.Role.init(rawValue:)),
                reader.read(count: 3)?.allSatisfy({ $0 == 0 }) == true,
                let chunkCount = reader.read(UInt32.self), let length = reader.read(UInt64.self),
                chunkCount > 0, chunkCount <= length, length <= maximumSize
            else { throw damaged("a segment is out of bounds") }
            segments.append(Segment(role: role, length: Int(length), chunkCount: Int(chunkCount)))
        }
        return segments
    }

    private static func decodeChunks(
        _ count: Int, _ reader: inout ByteReader
    ) throws(LockerError) -> [ChunkReference] {
        var chunks: [ChunkReference] = []
        chunks.reserveCapacity(count)
        for _ in 0..<count {
            guard let digest = reader.readDigest(), let length = reader.read(UInt32.self),
                length > 0, length <= FastCDC.maximum
            else { throw damaged("a chunk is out of bounds") }
            chunks.append(ChunkReference(digest: digest, length: Int(length)))
        }
        return chunks
    }

    private static func check(_ segments: [Segment], _ chunks: [ChunkReference]) throws(LockerError) {
        var rest = chunks[...]
        for segment in segments {
            let own = rest.prefix(segment.chunkCount)
            guard own.count == segment.chunkCount, own.reduce(0, { $0 + $1.length }) == segment.length else {
                throw damaged("a segment is not as long as its chunks")
            }
            guard own.dropLast().allSatisfy({ $0.length >= FastCDC.minimum }) else {
                throw damaged("a chunk that is not its segment's last is shorter than \(FastCDC.minimum) bytes")
            }
            rest = rest.dropFirst(segment.chunkCount)
        }
        guard rest.isEmpty else { throw damaged("it has more chunks than its segments") }
    }

    private static func damaged(_ reason: String) -> LockerError {
        LockerError(.dataLoss, "a recipe is damaged: \(reason); restore the store from a backup")
    }
}
