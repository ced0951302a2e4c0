/// Several ranges as one body of the type multipart/byteranges (RFC 9110, section 14.6; RFC 2046, section 5.1.1).
package struct MultipartRanges: Hashable, Sendable {
    /// In the order in which they are sent.
    package let ranges: [Range<UInt64>]
    /// Of all the content.
    package let length: UInt64
    /// Of the content.
    package let mediaType: MediaType
    /// What tells the parts apart: letters, digits and hyphens, in an order that the content does not have.
    package let boundary: String

    /// These ranges of content of `length` bytes.
    package init(_ ranges: [Range<UInt64>], of length: UInt64, _ mediaType: MediaType, boundary: String) {
        self.ranges = ranges
        self.length = length
        self.mediaType = mediaType
        self.boundary = boundary
    }

    /// A boundary at random: whoever made the content can have put it there by luck alone, once in 2^128 tries.
    package static func randomBoundary() -> String {
        String(UInt64.random(in: .min ... .max), radix: 36) + "-" + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// The type of the body.
    package var type: MediaType { MediaType("multipart/byteranges; boundary=\(boundary)") }

    /// The whole body.
    package var pieces: [ContentPiece] {
        var pieces: [ContentPiece] = []
        for (number, range) in ranges.enumerated() {
            pieces.append(.literal(head(of: range, isFirst: number == 0)))
            pieces.append(.content(range))
        }
        pieces.append(.literal(Array("\r\n--\(boundary)--\r\n".utf8)))
        return pieces
    }

    private func head(of range: Range<UInt64>, isFirst: Bool) -> [UInt8] {
        let lines = [
            "--\(boundary)", "Content-Type: \(mediaType)", "Content-Range: \(ContentRange.value(range, of: length))",
            "", "",
        ]
        return Array(((isFirst ? "" : "\r\n") + lines.joined(separator: "\r\n")).utf8)
    }
}
