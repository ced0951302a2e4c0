import FoundationEssentials
import LockerBase
import POSIXSupport

/// The content of an open file, in pieces as they go over the socket. For one thread.
struct FilePieces {
    private let file: SourceFile
    private let path: EntryPath
    /// Room for one piece.
    private let buffer: PieceBuffer
    private let hidesContent: Bool
    private var offset = 0
    /// When the last piece was given out, and its bytes.
    private var last: (given: ContinuousClock.Instant, count: Int)?

    init(of file: SourceFile, at path: EntryPath, in buffer: PieceBuffer) {
        self.file = file
        self.path = path
        self.buffer = buffer
        hidesContent = file.hidesContent
    }

    /// The next piece; nil at the end of the file.
    ///
    /// - Throws: ``LockerError/Code/changed`` when the file is not what it was when it was opened, all of it read.
    mutating func next() throws(LockerError) -> Data? {
        if let last { buffer.pace.took(last.given.duration(to: .now), for: last.count) }
        let rest = hidesContent ? RequestLimits.pieceBytes : file.stamp.size - offset
        let piece = UnsafeMutableRawBufferPointer(
            rebasing: buffer.bytes[..<max(0, min(rest, buffer.pace.bytes))])
        let (descriptor, start, name) = (file.descriptor, offset, path.description)
        let count = try translatingSystemErrors { () throws(SystemError) in
            try descriptor.readFully(into: piece, at: start, subject: name)
        }
        offset += count
        if count > 0 {
            let data = Data(piece[..<count])
            last = (.now, count)
            return data
        }
        guard hidesContent || offset == file.stamp.size, file.isUnchanged else {
            throw LockerError(.changed, "\(path): changed while it was read; sync again")
        }
        return nil
    }
}
