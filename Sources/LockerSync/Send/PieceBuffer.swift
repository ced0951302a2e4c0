import LockerBase

/// Room for one piece of a file that is sent in pieces.
final class PieceBuffer {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: RequestLimits.pieceBytes, alignment: 16)

    deinit {
        bytes.deallocate()
    }
}
