import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Sends short files, many in a message. What that is not for goes on to another sender, file by file.
final class ShortFileSender: Sender {
    /// The most files in a message: what a message costs beside them is next to nothing by then.
    static let files = 1024

    private let session: UploadSession
    private let reader: ShortFileReader
    private let others: any Sender
    private let observer: any ProgressObserver
    private let remembered: Roll<RememberedItem>
    private lazy var buffer = PieceBuffer()
    private var ownBytes = 0

    /// - Parameters:
    ///   - others: takes files that did not stay as they were, cannot be opened, are longer by now, or of which no more
    ///     than what makes no content has changed since they were sent.
    ///   - ignoring: what of the files' stamps is left out of account.
    ///   - remembered: what the library holds of them.
    init(
        session: UploadSession, root: Descriptor, others: any Sender, ignoring: StampMask,
        remembered: Roll<RememberedItem>, observer: any ProgressObserver
    ) {
        self.session = session
        self.others = others
        self.observer = observer
        self.remembered = remembered
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
            if group.takes(path), let file = reader.read(path, at: moment, into: room),
                try !isKnown(file)
            {
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
        for (file, result) in zip(group.files, results) {
            switch result {
            case .success(let blob):
                (files, bytes) = (files + 1, bytes + file.size)
                report(file.item.path, .success(SentFile(file, blob: blob)))
            case .failure(let error): report(file.item.path, .failure(try FileFailure(error).reason))
            }
        }
        observer.advance(files: files, bytes: bytes)
    }

    /// Whether no more of it than its permission bits, or what else makes no content, has changed since it was sent.
    private func isKnown(_ file: ShortFile) throws(LockerError) -> Bool {
        guard let known = try remembered.row(at: file.item.path.bytes), known.blob != nil, let stamp = known.item.stamp
        else {
            return false
        }
        return stamp.size == file.size && stamp.modified == file.item.modified
    }
}
