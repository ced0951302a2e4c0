import NIOCore
import TTRPC

/// Follows the frames that the daemon sends, without keeping or changing any.
package struct ReplyStream {
    /// What came of a header.
    private var header: [UInt8] = []
    /// What is to come of a body.
    private var left = 0
    private var isReply = false
    /// Replies that came whole.
    package private(set) var replies = 0

    package init() {}

    /// Whether a frame may be put in here.
    package var isBetweenFrames: Bool { header.isEmpty && left == 0 }

    /// Takes note of what came.
    package mutating func follow(_ bytes: ByteBuffer) {
        bytes.withUnsafeReadableBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                if left > 0 {
                    let passed = min(left, bytes.count - offset)
                    left -= passed
                    offset += passed
                    if left == 0 { end() }
                    continue
                }
                let missing = min(FrameHeader.byteCount - header.count, bytes.count - offset)
                header += bytes[offset..<offset + missing]
                offset += missing
                if header.count == FrameHeader.byteCount { begin() }
            }
        }
    }

    private mutating func begin() {
        let begun = header.withUnsafeBytes { FrameHeader($0) }
        header = []
        (left, isReply) = (begun.length, begun.kind == FrameHeader.Kind.response)
        if left == 0 { end() }
    }

    private mutating func end() {
        if isReply { replies += 1 }
    }
}
