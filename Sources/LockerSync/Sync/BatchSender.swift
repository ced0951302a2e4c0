import LockerBase
import LockerClient
import POSIXSupport

/// Sends the files of one batch, several at a time.
struct BatchSender {
    private let session: UploadSession
    private let root: Descriptor
    private let options: SyncOptions
    private let observer: any ProgressObserver
    private let claims: TrackClaims
    private let remembered: [EntryPath: RememberedItem]
    /// Whether descriptors reach the daemon.
    let passing = DescriptorPassing()

    /// - Parameters:
    ///   - root: the folder that the paths of the files are relative to.
    ///   - remembered: what the library holds of them.
    init(
        session: UploadSession, root: Descriptor, options: SyncOptions,
        remembered: [EntryPath: RememberedItem] = [:], observer: any ProgressObserver
    ) {
        self.remembered = remembered
        self.session = session
        self.root = root
        self.options = options
        self.observer = observer
        claims = TrackClaims(connection: session.connection)
    }

    /// - Throws: the error after which nothing else can be sent.
    func send(_ files: ArraySlice<TreeItem>) throws(LockerError) -> SentBatch {
        let groups = groups(of: files)
        let outcome = Monitor(SentBatch())
        let sent = SentChunks()
        try WorkQueue.run(groups.count, threads: options.threads) { queue in
            let sender = sender(sent)
            while let index = queue.take() {
                do throws(LockerError) {
                    try sender.send(groups[index]) { path, result in note(result, of: path, in: outcome) }
                } catch {
                    queue.fail(error)
                }
            }
            outcome.withLock { $0.sentBytes += sender.sentBytes }
        }
        return outcome.withLock { $0 }
    }

    /// The paths of `files`, in parts that are sent together.
    private func groups(of files: ArraySlice<TreeItem>) -> [[EntryPath]] {
        let groups =
            switch options.transfer {
            case .descriptor, .stream: SyncBatches.split(Array(files), files: 1, bytes: .max)
            case .match: SyncBatches.split(Array(files), files: MatchSender.files, bytes: MatchSender.bytes)
            }
        return groups.map { $0.map(\.path) }
    }

    private func sender(_ sent: SentChunks) -> any Sender {
        switch options.transfer {
        case .descriptor:
            FileSender(
                session: session, root: root, by: .descriptor, passing: passing, ignoring: options.ignoring,
                remembered: remembered, observer: observer)
        case .stream:
            FileSender(
                session: session, root: root, by: .pieces, ignoring: options.ignoring, remembered: remembered,
                observer: observer)
        case .match:
            MatchSender(
                session: session, root: root, claims: claims, sent: sent, ignoring: options.ignoring,
                observer: observer)
        }
    }

    private func note(_ result: Result<SentFile, SkipReason>, of path: EntryPath, in outcome: Monitor<SentBatch>) {
        switch result {
        case .success(let file): outcome.withLock { $0.sent.append(file) }
        case .failure(let reason):
            let skipped = Skipped(path: path.bytes, reason: reason.text)
            observer.skipped(skipped)
            outcome.withLock { $0.skipped.append(skipped) }
        }
    }
}
