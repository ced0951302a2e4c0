import LockerBase
import MediaLayout

/// The audio of a file, however it is stored.
struct Audio: Hashable {
    let format: Format
    let size: Int
    let digest: Digest
    /// The skeleton of an Ogg file.
    let skeleton: [UInt8]

    /// Nil when the file has none that is known. An Ogg file is joined again, and compared.
    init?(_ path: String) throws {
        let source = try FileSource(path)
        let layout = try Layout(of: source)
        let hash = SHA256()
        hash.reset()
        if layout.format == .ogg {
            var payload: [UInt8] = []
            guard let split = try OggSplitter.split(source, payload: { payload += $0 }) else { return nil }
            let joiner = try OggJoiner(
                skeleton: OggSkeleton(split.skeleton), head: PartialSource(source, split.head),
                payload: MemorySource(payload), tail: PartialSource(source, split.tail))
            guard try joiner.holdsSameBytes(as: source) else { return nil }
            payload.withUnsafeBytes { hash.update($0) }
            (size, skeleton) = (payload.count, split.skeleton)
        } else {
            for range in layout.payload {
                try Audio.update(hash, with: PartialSource(source, range))
            }
            (size, skeleton) = (layout.payload.reduce(0) { $0 + $1.count }, [])
        }
        guard size > 0 else { return nil }
        (format, digest) = (layout.format, hash.finish())
    }

    private static func update(_ hash: SHA256, with source: PartialSource) throws {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var offset = 0
        while offset < source.size {
            let count = try bytes.withUnsafeMutableBytes { try source.read(at: offset, into: $0) }
            bytes.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            offset += count
        }
    }
}
