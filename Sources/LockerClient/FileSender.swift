import LockerAPI
import LockerBase
import POSIXSupport

/// Sends files whole, one after the other: by their descriptors, or in pieces.
final class FileSender: Sender {
    /// How the content of a file gets to the daemon.
    enum Means {
        case descriptor
        case pieces
    }

    private let session: SyncSession
    private let reader: TreeReader
    private let means: Means
    private let observer: any ProgressObserver
    private let buffer: UnsafeMutableRawBufferPointer
    private(set) var sentBytes = 0

    init(session: SyncSession, root: Descriptor, by means: Means, observer: any ProgressObserver) {
        self.session = session
        self.means = means
        self.observer = observer
        reader = TreeReader(root: root)
        buffer = .allocate(byteCount: means == .pieces ? StreamedUpload.pieceSize : 0, alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    func send(_ paths: [EntryPath], _ report: Report) throws(LockerError) {
        for path in paths {
            do throws(FileFailure) {
                let sent = try reader.read(path) { (file) throws(LockerError) in
                    try SentFile(file, at: path, blob: try sendOnce(file, to: path).blob)
                }
                report(path, .success(sent))
            } catch {
                report(path, .failure(try error.reason))
            }
        }
    }

    /// - Throws: ``LockerError/Code/changed`` when the file is not what it was when it was opened; then nothing of it
    ///   is staged.
    private func sendOnce(_ file: SourceFile, to path: EntryPath) throws(LockerError) -> Locker_V1_IngestResponse {
        switch means {
        case .descriptor:
            let response = try session.connection.call(
                LockerMethods.ingest, Locker_V1_IngestRequest(file, at: path, session: session.id),
                descriptor: file.descriptor)
            observer.advance(files: 1, bytes: file.stamp.size)
            return response
        case .pieces:
            var upload = StreamedUpload(file, to: path, in: session, observer: observer, buffer: buffer)
            defer { sentBytes += upload.sentBytes }
            let response = try upload.run()
            observer.advance(files: 1, bytes: 0)
            return response
        }
    }
}
