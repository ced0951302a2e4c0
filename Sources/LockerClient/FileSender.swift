import FoundationEssentials
import LockerAPI
import LockerBase
import POSIXSupport

/// Sends one regular file after the other into a session. For one thread.
final class FileSender {
    /// Bytes of content in one message of a streamed file: the most that the protocol allows.
    private static let pieceSize = 1 << 20
    /// A file that changes while it is read is read so often; then somebody is at work on it.
    private static let attempts = 3

    /// What became of a file.
    struct Sent {
        let item: TreeItem
        let blob: Digest
        /// Whether a later change of the file is sure to show in its stamp.
        let isSettled: Bool
        /// File content that crossed the socket, failed attempts included.
        let sentBytes: Int
    }

    private let session: SyncSession
    private let cursor: FolderCursor
    private let transfer: SyncOptions.Transfer
    private let observer: any ProgressObserver
    private let buffer: UnsafeMutableRawBufferPointer
    private var sentBytes = 0

    init(
        session: SyncSession, root: Descriptor, transfer: SyncOptions.Transfer, observer: any ProgressObserver
    ) {
        self.session = session
        self.transfer = transfer
        self.observer = observer
        cursor = FolderCursor(root: root)
        buffer = .allocate(byteCount: transfer == .stream ? FileSender.pieceSize : 0, alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    func send(_ path: EntryPath) throws(FileFailure) -> Sent {
        sentBytes = 0
        for _ in 0..<FileSender.attempts {
            let file: SourceFile
            do {
                file = try SourceFile(path, below: cursor)
            } catch {
                throw .skipped(error)
            }
            do {
                if let response = try sendOnce(file, to: path) { return try sent(file, path, response) }
            } catch {
                if error.code != .changed { throw FileFailure(error) }
            }
        }
        throw .skipped(SkipReason("changed while it was read; sync again when nobody writes to it"))
    }

    /// Nil when the file is not what it was when it was opened.
    private func sendOnce(_ file: SourceFile, to path: EntryPath) throws(LockerError) -> Locker_V1_IngestResponse? {
        switch transfer {
        case .descriptor:
            var request = Locker_V1_IngestRequest()
            request.session = session.id
            request.path = Data(path.bytes)
            request.modified = file.stamp.modified
            let response = try session.connection.call(
                LockerMethods.ingest, request, descriptor: file.descriptor)
            guard response.size == UInt64(file.stamp.size), file.isUnchanged else { return nil }
            observer.advance(files: 1, bytes: file.stamp.size)
            return response
        case .stream:
            return try stream(file, to: path)
        }
    }

    private func stream(_ file: SourceFile, to path: EntryPath) throws(LockerError) -> Locker_V1_IngestResponse? {
        var begin = Locker_V1_BeginUploadRequest()
        begin.session = session.id
        begin.path = Data(path.bytes)
        begin.modified = file.stamp.modified
        var piece = Locker_V1_WriteUploadRequest()
        piece.session = session.id
        piece.upload = try session.connection.call(LockerMethods.beginUpload, begin).upload
        var offset = 0
        while let data = try read(file, at: offset, of: path) {
            piece.offset = UInt64(offset)
            piece.data = data
            _ = try session.connection.call(LockerMethods.writeUpload, piece)
            offset += data.count
            sentBytes += data.count
            observer.advance(files: 0, bytes: data.count)
        }
        // An upload that is not finished is dropped with its session.
        guard offset == file.stamp.size, file.isUnchanged else {
            observer.advance(files: 0, bytes: -offset)
            return nil
        }
        var finish = Locker_V1_FinishUploadRequest()
        finish.session = session.id
        finish.upload = piece.upload
        finish.size = UInt64(offset)
        let response = try session.connection.call(LockerMethods.finishUpload, finish)
        observer.advance(files: 1, bytes: 0)
        return response
    }

    /// The next piece; nil at the end of the file, or when it has grown past the length it had.
    private func read(_ file: SourceFile, at offset: Int, of path: EntryPath) throws(LockerError) -> Data? {
        let length = min(FileSender.pieceSize, file.stamp.size - offset)
        guard length > 0 else { return nil }
        let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<length])
        let count = try translatingSystemErrors { () throws(SystemError) in
            try file.descriptor.readFully(into: piece, at: offset, subject: path.description)
        }
        return count == 0 ? nil : Data(piece[..<count])
    }

    private func sent(
        _ file: SourceFile, _ path: EntryPath, _ response: Locker_V1_IngestResponse
    ) throws(LockerError) -> Sent {
        guard let blob = Digest(response.blob) else {
            throw LockerError(.internal, "\(path): the daemon answered no digest; its version may differ")
        }
        let item = TreeItem(path: path, modified: file.stamp.modified, content: .file(file.stamp))
        return Sent(item: item, blob: blob, isSettled: file.stamp.isSettled(at: file.opened), sentBytes: sentBytes)
    }
}
