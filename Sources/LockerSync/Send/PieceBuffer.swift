import LockerBase

/// Room for one piece of a file that is sent in pieces, and how large those are. For one thread.
final class PieceBuffer {
    var pace = PiecePace()
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: RequestLimits.pieceBytes, alignment: 16)

    deinit {
        bytes.deallocate()
    }
}
