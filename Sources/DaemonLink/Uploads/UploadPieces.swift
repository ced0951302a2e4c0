import LockerBase
import NIOCore

/// Gathers what a file is sent in, whatever it comes in, into pieces as large as a message takes.
struct UploadPieces {
    struct Piece {
        let offset: UInt64
        let content: ByteBuffer
    }

    private var gathered = ByteBuffer()
    /// Where in the file what is gathered begins.
    private var offset: UInt64 = 0

    /// Bytes of all that was taken in.
    var size: UInt64 { offset + UInt64(gathered.readableBytes) }

    /// Takes bytes in until there is a whole piece, which it returns; nil when `content` is used up before.
    mutating func next(from content: inout ByteBuffer) -> Piece? {
        if gathered.readableBytes == 0, let whole = content.readSlice(length: RequestLimits.pieceBytes) {
            return piece(whole)
        }
        let room = RequestLimits.pieceBytes - gathered.readableBytes
        if var part = content.readSlice(length: min(room, content.readableBytes)) { gathered.writeBuffer(&part) }
        return gathered.readableBytes == RequestLimits.pieceBytes ? rest() : nil
    }

    /// Takes out what is gathered, less than a piece; nil where nothing is.
    mutating func rest() -> Piece? {
        guard gathered.readableBytes > 0 else { return nil }
        let content = gathered
        gathered = ByteBuffer()
        return piece(content)
    }

    private mutating func piece(_ content: ByteBuffer) -> Piece {
        defer { offset += UInt64(content.readableBytes) }
        return Piece(offset: offset, content: content)
    }
}
