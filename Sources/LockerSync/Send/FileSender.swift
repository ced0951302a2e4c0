import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import Recipes

/// Sends files whole, one after the other: by their descriptors, or in pieces.
final class FileSender: Sender {
    /// How the content of a file gets to the daemon.
    enum Means {
        case descriptor
        case pieces
    }

    private let session: UploadSession
    private let reader: TreeReader
    private let means: Means
    private let passing: DescriptorPassing
    private let observer: any ProgressObserver
    private let remembered: SortedTable<RememberedItem>
    private lazy var buffer = PieceBuffer()
    private lazy var cutter = FileCutter()
    private(set) var sentBytes = 0

    /// - Parameters:
    ///   - passing: whether descriptors reach the daemon; when not, files are sent in pieces.
    ///   - ignoring: what of the files' stamps is left out of account.
    ///   - remembered: what the library holds of them: content that is still the same is not sent again.
    init(
        session: UploadSession, root: TreeRoot, by means: Means, passing: DescriptorPassing = DescriptorPassing(),
        ignoring: StampMask = [], remembered: SortedTable<RememberedItem> = SortedTable(),
        observer: any ProgressObserver
    ) {
        self.session = session
        self.passing = passing
        self.observer = observer
        self.remembered = remembered
        // The daemon takes a file whose change time moves for one that somebody writes to.
        self.means = ignoring.contains(.changed) ? .pieces : means
        reader = TreeReader(root: root, ignoring: ignoring)
    }

    func send(_ paths: [EntryPath], _ report: Report) throws(LockerError) {
        for path in paths {
            do throws(FileFailure) {
                let sent = try reader.read(path) { (file) throws(LockerError) in
                    let response = try sendOnce(file, to: path)
                    return try SentFile(
                        file, at: path, blob: response.blob, size: Int(clamping: response.size), by: reader.clock)
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
        if means == .pieces || file.hidesContent { return try sendPieces(of: file, to: path) }
        return try passing.run { () throws(LockerError) in
            let response = try session.connection.call(
                LockerMethods.ingest, Locker_V1_IngestRequest(file, at: path, session: session.id),
                descriptor: file.descriptor)
            observer.advance(files: 1, bytes: file.stamp.size)
            return response
        } otherwise: { () throws(LockerError) in
            try sendPieces(of: file, to: path)
        }
    }

    private func sendPieces(
        of file: SourceFile, to path: EntryPath
    ) throws(LockerError) -> Locker_V1_IngestResponse {
        if let response = try stageKnown(file, at: path) { return response }
        var pieces = FilePieces(of: file, at: path, in: buffer)
        var upload = StreamedUpload(to: path, modified: file.stamp.modified, mode: file.mode, in: session)
        defer { sentBytes += upload.sentBytes }
        do throws(LockerError) {
            let response = try upload.run { () throws(LockerError) in
                try pieces.next()
            } sent: { bytes in
                observer.advance(files: 0, bytes: bytes)
            }
            observer.advance(files: 1, bytes: 0)
            return response
        } catch {
            observer.advance(files: 0, bytes: -upload.sentBytes)
            throw error
        }
    }

    /// Stages the entry of a file of which no more than its permission bits, or what else makes no content, has changed
    /// since it was sent; nil when it may be other content.
    private func stageKnown(
        _ file: SourceFile, at path: EntryPath
    ) throws(LockerError) -> Locker_V1_IngestResponse? {
        guard let blob = try remembered.row(at: path.bytes)?.content(at: file.stamp), !file.hidesContent else {
            return nil
        }
        let source = try CutSource(file, at: path, with: cutter)
        guard SHA256.digest(of: source.recipe) == blob else { return nil }
        do throws(LockerError) {
            try session.stage([Locker_V1_Entry(file, of: blob, at: path)])
        } catch let error where error.code == .permissionDenied {
            // The library does not have it any more.
            return nil
        }
        var response = Locker_V1_IngestResponse()
        response.blob = Data(blob.bytes)
        response.size = UInt64(file.stamp.size)
        observer.advance(files: 0, bytes: file.stamp.size)
        return response
    }
}
