import FoundationEssentials
import LockerAPI
import LockerBase
import POSIXSupport

/// Sends the content of one open file over the socket, piece by piece, and stages its entry.
struct StreamedUpload {
    /// Bytes of content in one message: the most that the protocol allows.
    static let pieceSize = 1 << 20

    let session: SyncSession
    let file: SourceFile
    let path: EntryPath
    let observer: any ProgressObserver
    /// Room for one piece.
    let buffer: PieceBuffer
    private let hidesContent: Bool
    /// File content that has crossed the socket.
    private(set) var sentBytes = 0

    init(
        _ file: SourceFile, to path: EntryPath, in session: SyncSession, observer: any ProgressObserver,
        buffer: PieceBuffer
    ) {
        self.session = session
        self.file = file
        self.path = path
        self.observer = observer
        self.buffer = buffer
        hidesContent = file.hidesContent
    }

    /// Sends the file once. An upload that is not finished is given up, so that nothing of it is staged or kept.
    ///
    /// - Throws: ``LockerError/Code/changed`` when the file is not what it was when it was opened.
    mutating func run() throws(LockerError) -> Locker_V1_IngestResponse {
        var begin = Locker_V1_BeginUploadRequest()
        begin.session = session.id
        begin.path = Data(path.bytes)
        begin.modified = file.stamp.modified
        begin.mode = file.mode
        let upload = try session.connection.call(LockerMethods.beginUpload, begin).upload
        do throws(LockerError) {
            try sendPieces(of: upload)
            guard hidesContent || sentBytes == file.stamp.size, file.isUnchanged else {
                throw LockerError(.changed, "\(path): changed while it was read; sync again")
            }
            return try finish(upload)
        } catch {
            cancel(upload)
            observer.advance(files: 0, bytes: -sentBytes)
            throw error
        }
    }

    private mutating func sendPieces(of upload: UInt64) throws(LockerError) {
        var piece = Locker_V1_WriteUploadRequest()
        piece.session = session.id
        piece.upload = upload
        while let data = try nextPiece() {
            piece.offset = UInt64(sentBytes)
            piece.data = data
            _ = try session.connection.call(LockerMethods.writeUpload, piece)
            sentBytes += data.count
            observer.advance(files: 0, bytes: data.count)
        }
    }

    /// The next piece; nil at the end of the file, or when it has grown past the length that it was said to have.
    private func nextPiece() throws(LockerError) -> Data? {
        let length =
            hidesContent ? StreamedUpload.pieceSize : min(StreamedUpload.pieceSize, file.stamp.size - sentBytes)
        guard length > 0 else { return nil }
        let piece = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<length])
        let count = try translatingSystemErrors { () throws(SystemError) in
            try file.descriptor.readFully(into: piece, at: sentBytes, subject: path.description)
        }
        return count == 0 ? nil : Data(piece[..<count])
    }

    private func finish(_ upload: UInt64) throws(LockerError) -> Locker_V1_IngestResponse {
        var request = Locker_V1_FinishUploadRequest()
        request.session = session.id
        request.upload = upload
        request.size = UInt64(sentBytes)
        return try session.connection.call(LockerMethods.finishUpload, request)
    }

    private func cancel(_ upload: UInt64) {
        var request = Locker_V1_CancelUploadRequest()
        request.session = session.id
        request.upload = upload
        // The error that led here is the one to tell; an upload that cannot be cancelled ends with its session.
        _ = try? session.connection.call(LockerMethods.cancelUpload, request)
    }
}
