import LockerBase

/// Takes an Ogg file with one logical stream of Vorbis, Opus or FLAC apart, so that its audio is the same bytes
/// however it is tagged.
///
/// Every page bears its number and a checksum over that, and comments are in the first pages; a comment that grows by
/// a page changes each of those that follow. Payload: the bodies of the pages of audio, in order. Skeleton: what
/// else those pages have, but for what follows from the head (``OggSkeleton``). Pages are taken as long as they
/// continue the stream; the rest of the file is tail. A second stream, beside the first or behind it, is refused.
/// Source: RFC 3533, sections 4 to 6.
public struct OggSplitter: ~Copyable {
    /// A longer head is refused: the cover of a song takes a few hundred KiB there.
    public static let maximumHeadSize = 64 << 20

    private let source: any ByteSource
    private let window: Window
    private let header = UnsafeMutableRawBufferPointer.allocate(byteCount: OggPage.maximumHeaderSize, alignment: 8)
    private var offset = 0
    private var payloadSize = 0
    private var skeleton = [OggSkeleton.version]
    private var position = OggPosition()
    private var record: [UInt8] = []

    private init(_ source: any ByteSource) {
        self.source = source
        window = Window(source, capacity: 512 << 10)
    }

    deinit {
        header.deallocate()
    }

    /// Splits `source`, reading it once, and hands the payload to `payload`, piece by piece in order.
    ///
    /// Before a page is taken, its header is rebuilt from what the skeleton will say of it, and compared: the split
    /// that is returned joins to the same bytes. Memory is a buffer and the skeleton.
    ///
    /// - Returns: nil when the file cannot be split; some payload may have been handed out.
    /// - Throws: what the source or `payload` throws.
    public static func split(
        _ source: any ByteSource, payload: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) -> OggSplit? {
        var splitter = OggSplitter(source)
        return try splitter.run(payload)
    }

    private mutating func run(
        _ payload: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) -> OggSplit? {
        guard let stream = try skipHead() else { return nil }
        let head = 0..<offset
        while let page = try page() {
            guard page.serial == stream.serial, !page.flags.contains(.first) else { return nil }
            guard take(page, stream) else { break }
            try payload(page.body)
            payloadSize += page.body.count
            offset += page.bytes.count
            guard skeleton.count <= OggSkeleton.maximumSize else { return nil }
        }
        guard payloadSize > 0 else { return nil }
        return OggSplit(head: head, tail: offset..<source.size, payloadSize: payloadSize, skeleton: skeleton)
    }

    /// Passes the pages of the headers. Returns what the pages of audio need to know of them.
    private mutating func skipHead() throws(LockerError) -> OggStream? {
        var headers = OggHeaders()
        var state = OggHeaders.HeaderState.more
        while state == .more, offset < OggSplitter.maximumHeadSize, let page = try page() {
            state = headers.take(page)
            offset += page.bytes.count
        }
        let stream = OggStream(serial: headers.serial, firstSequence: headers.sequence &+ 1)
        guard state == .complete, try OggStream(head: PartialSource(source, 0..<offset)) == stream else {
            return nil
        }
        return stream
    }

    private func page() throws(LockerError) -> OggPage? {
        try window.bytes(at: offset, upTo: OggPage.maximumSize).flatMap { OggPage($0) }
    }

    /// Adds the page to the skeleton; false when the skeleton cannot express it.
    private mutating func take(_ page: OggPage, _ stream: OggStream) -> Bool {
        var original = OggPageRecord(page, after: stream)
        if !original.write(stream, body: page.body, to: header).elementsEqual(page.header) {
            original.wrongChecksum = page.checksum
            guard original.write(stream, body: page.body, to: header).elementsEqual(page.header) else { return false }
        }
        record.removeAll(keepingCapacity: true)
        var (after, before, start) = (position, position, 0)
        original.encode(to: &record, &after)
        let isSame = record.withUnsafeBytes { bytes in
            OggPageRecord(bytes, &start, &before).map { $0.isSame(as: original) } ?? false
        }
        guard isSame else { return false }
        position = after
        skeleton += record
        return true
    }
}
