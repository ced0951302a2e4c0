import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

/// Sends short files, many in a message. What that is not for goes on to another sender, file by file.
final class ShortFileSender: Sender {
    /// The most files in a message: what a message costs beside them is next to nothing by then.
    static let files = 1024

    private let session: UploadSession
    private let reader: ShortFileReader
    private let others: any Sender
    private let observer: any ProgressObserver
    private lazy var buffer = PieceBuffer()
    private var ownBytes = 0

    /// - Parameters:
    ///   - others: takes files that did not stay as they were, cannot be opened, are longer by now, or on no disk of
    ///     this machine.
    ///   - ignoring: what of the files' stamps is left out of account.
    init(
        session: UploadSession, root: TreeRoot, others: any Sender, ignoring: StampMask,
        observer: any ProgressObserver
    ) {
        self.session = session
        self.others = others
        self.observer = observer
        reader = ShortFileReader(root: root, ignoring: ignoring)
    }

    var sentBytes: Int { ownBytes + others.sentBytes }

    func send(_ paths: [EntryPath], _ report: Report) throws(LockerError) {
        let moment = timeOfDay()
        var group = ShortFileGroup()
        var rest: [EntryPath] = []
        for path in paths {
            let room = UnsafeMutableRawBufferPointer(
                rebasing: buffer.bytes[group.bytes...].prefix(ShortFile.maximumSize + 1))
            if group.takes(path), let file = reader.read(path, at: moment, into: room) {
                group.append(file)
            } else {
                rest.append(path)
            }
        }
        if !group.files.isEmpty { try send(group, &rest, report) }
        for path in rest { try others.send([path], report) }
    }

    private func send(
        _ group: ShortFileGroup, _ rest: inout [EntryPath], _ report: Report
    ) throws(LockerError) {
        let results: [Result<Digest, LockerError>]
        ownBytes += group.bytes
        do throws(LockerError) {
            results = try session.ingest(group.request(buffer.bytes))
        } catch {
            guard SkipReason(error) != nil else { throw error }
            // One of them is not to its liking, but it does not say which.
            rest += group.files.map(\.item.path)
            return
        }
        var (files, bytes) = (0, 0)
        var failure: LockerError?
        for (file, result) in zip(group.files, results) {
            switch result {
            case .success(let blob):
                (files, bytes) = (files + 1, bytes + file.size)
                report(file.item.path, .success(SentFile(file, blob: blob)))
            case .failure(let error):
                switch FileFailure(error) {
                case .skipped(let reason): report(file.item.path, .failure(reason))
                case .fatal(let error): failure = error
                }
            }
        }
        observer.advance(files: files, bytes: bytes)
        // Those behind it are staged, and told before.
        if let failure { throw failure }
    }
}
