import LockerBase

/// The payload of an Ogg file that lies whole behind a source, read in place: any range of it, without the others.
public struct OggPayload: ByteSource {
    private let file: any ByteSource
    private let skeleton: OggSkeleton
    private let pagesStart: Int

    /// - Parameters:
    ///   - file: the file that was split.
    ///   - headSize: the bytes of its head.
    public init(_ file: any ByteSource, headSize: Int, skeleton: OggSkeleton) {
        (self.file, self.skeleton, pagesStart) = (file, skeleton, headSize)
    }

    /// The bytes of all pages without their headers.
    public var size: Int { skeleton.payloadSize }

    /// Reads what the pages hold, without their headers.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LockerError) -> Int {
        guard offset >= 0, offset < size else { return 0 }
        var cursor = skeleton.cursor(beforePayload: offset)
        var done = 0
        while done < buffer.count {
            let (page, body) = (pagesStart + cursor.file, cursor.payload)
            guard let record = skeleton.next(&cursor) else { break }
            let skipped = offset + done - body
            let count = min(buffer.count - done, cursor.payload - body - skipped)
            if count <= 0 { continue }
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + count])
            let received = try file.read(at: page + record.headerSize + skipped, into: part)
            done += received
            if received < count { break }
        }
        return done
    }
}
