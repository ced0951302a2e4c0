import FoundationEssentials
import LockerAPI
import LockerBase
import POSIXSupport

/// Sends one regular file after the other into a session. For one thread.
final class FileSender {
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
        buffer = .allocate(byteCount: transfer == .stream ? StreamedUpload.pieceSize : 0, alignment: 16)
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
                return try sent(file, path, sendOnce(file, to: path))
            } catch {
                if error.code != .changed { throw FileFailure(error) }
            }
        }
        throw .skipped(SkipReason("changed while it was read; sync again when nobody writes to it"))
    }

    /// - Throws: ``LockerError/Code/changed`` when the file is not what it was when it was opened; then nothing of it
    ///   is staged.
    private func sendOnce(_ file: SourceFile, to path: EntryPath) throws(LockerError) -> Locker_V1_IngestResponse {
        switch transfer {
        case .descriptor:
            let response = try session.connection.call(
                LockerMethods.ingest, request(for: file, path), descriptor: file.descriptor)
            observer.advance(files: 1, bytes: file.stamp.size)
            return response
        case .stream:
            var upload = StreamedUpload(file, to: path, in: session, observer: observer, buffer: buffer)
            defer { sentBytes += upload.sentBytes }
            let response = try upload.run()
            observer.advance(files: 1, bytes: 0)
            return response
        }
    }

    private func request(for file: SourceFile, _ path: EntryPath) -> Locker_V1_IngestRequest {
        var request = Locker_V1_IngestRequest()
        request.session = session.id
        request.path = Data(path.bytes)
        request.modified = file.stamp.modified
        // The daemon compares: what it has staged is known to be the file of this stamp, and a check made here after
        // its answer would come too late to take the entry back.
        request.expected.size = UInt64(file.stamp.size)
        request.expected.modified = file.stamp.modified
        request.expected.changed = file.stamp.changed
        return request
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
