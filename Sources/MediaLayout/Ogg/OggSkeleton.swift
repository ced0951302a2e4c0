import LockerBase

/// The headers of the pages of audio of an Ogg file, without what differs between copies of a song with other tags.
///
/// Bytes, little-endian: a version (1), then a record for each page, up to the end.
///
///     flags      1      bit 0: the page's first packet is continued; bit 2: last page of the stream (both as in the
///                       page); bit 3: no packet ends on it, its granule position is -1; bit 4: a step follows;
///                       bit 5: a checksum follows; the others are 0
///     granule    1-10   unless bit 3: the granule position, less the last one that a page had (0 before the first),
///                       modulo 2^64; as a signed number n written (n << 1) ^ (n >> 63), seven bits a byte, lowest
///                       first, the high bit set on all bytes but the last
///     step       4      if bit 4: what the sequence number is more than one above the last page's, modulo 2^32
///     checksum   4      if bit 5: the page's checksum, which is not the right one
///     count      1      the number of lacing values
///     lacing     count
///
/// The page is then `OggS`, 0, the flags (bits 0 and 2), the granule position (8 bytes), the serial number of the
/// head's first page (4), the sequence number (4), the checksum (4), count, lacing, and of the payload the next bytes,
/// as many as the lacing values add up to. The first page of audio follows the last page of the head, whose sequence
/// number counts; that is the page which ends with the head and, if several could, begins last.
public final class OggSkeleton: @unchecked Sendable {
    static let version: UInt8 = 1

    /// A longer skeleton is not made: this one is of about 50 hours of audio, and it is held in memory whole.
    public static let maximumSize = 16 << 20

    /// The bytes that all pages have together.
    public let pagesSize: Int
    /// The bytes that their bodies have.
    public let payloadSize: Int

    private let bytes: UnsafeMutableRawBufferPointer
    private let marks: [OggCursor]

    /// A mark for so many pages, so that the table is a fraction of the skeleton.
    private static let pagesPerMark = 64

    /// The skeleton that `encoded` says.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` when it says none; ``LockerError/Code/failedPrecondition`` when it is
    ///   of a version that this program does not know.
    public init(_ encoded: [UInt8]) throws(LockerError) {
        guard let version = encoded.first, encoded.count <= OggSkeleton.maximumSize else {
            throw OggSkeleton.damaged("its length is out of bounds")
        }
        guard version == OggSkeleton.version else {
            throw LockerError(
                .failedPrecondition,
                "the skeleton of an Ogg file is of version \(version), and this program reads \(OggSkeleton.version); "
                    + "upgrade it")
        }
        bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: encoded.count, alignment: 16)
        bytes.copyBytes(from: encoded)
        var cursor = OggCursor()
        var marks = [cursor]
        var pages = 0
        while cursor.offset < encoded.count, cursor.next(UnsafeRawBufferPointer(bytes)) != nil {
            pages += 1
            if pages % OggSkeleton.pagesPerMark == 0 { marks.append(cursor) }
        }
        (self.marks, pagesSize, payloadSize) = (marks, cursor.file, cursor.payload)
        if cursor.offset < encoded.count { throw OggSkeleton.damaged("a page is cut off or unknown") }
    }

    deinit {
        bytes.deallocate()
    }

    /// A cursor before the page that holds the byte at `offset` of the pages, or at most a few pages before it.
    func cursor(before offset: Int) -> OggCursor {
        mark { $0.file <= offset }
    }

    /// A cursor before the page that holds the byte at `offset` of the payload, or at most a few pages before it.
    func cursor(beforePayload offset: Int) -> OggCursor {
        mark { $0.payload <= offset }
    }

    /// The last mark that is `early`, as the first is.
    private func mark(_ early: (OggCursor) -> Bool) -> OggCursor {
        var (low, high) = (0, marks.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if early(marks[middle]) { low = middle } else { high = middle }
        }
        return marks[low]
    }

    /// The page behind `cursor`, which moves past it; nil behind the last. The record is valid as long as this is.
    func next(_ cursor: inout OggCursor) -> OggPageRecord? {
        cursor.next(UnsafeRawBufferPointer(bytes))
    }

    private static func damaged(_ reason: String) -> LockerError {
        LockerError(.dataLoss, "the skeleton of an Ogg file is damaged: \(reason); restore the store from a backup")
    }
}
