import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Sends the files of one batch, several at a time.
struct BatchSender {
    private let root: TreeRoot
    private let options: SyncOptions
    private let observer: any ProgressObserver
    private let claims: TrackClaims
    private let remembered: SortedTable<RememberedItem>
    /// Whether descriptors reach the daemon.
    let passing: DescriptorPassing

    /// - Parameters:
    ///   - root: where the paths of the files lead.
    ///   - remembered: what the library holds of them.
    init(
        connection: LockerConnection, root: TreeRoot, options: SyncOptions,
        remembered: SortedTable<RememberedItem> = SortedTable(), observer: any ProgressObserver
    ) {
        self.remembered = remembered
        self.root = root
        self.options = options
        self.observer = observer
        claims = TrackClaims(connection: connection)
        passing = DescriptorPassing(over: connection)
    }

    /// Adds to `outcome` what becomes of each file, in path order.
    ///
    /// - Throws: the error after which nothing else can be sent. What is not in `outcome` by then is not staged.
    func send(
        _ files: ArraySlice<TreeItem>, in session: UploadSession, into outcome: inout SentBatch
    ) throws(LockerError) {
        let groups = try groups(of: files, for: session)
        let found = Monitor(SentBatch())
        defer {
            outcome.add(found.withLock { $0 })
            outcome.sent.sort { $0.item.path < $1.item.path }
        }
        let sent = SentChunks()
        try WorkQueue.run(groups.count, threads: options.threads) { queue in
            let whole = sender(sent, session)
            let short = shortFileSender(beside: whole, session)
            var own = SentBatch()
            while let index = queue.take() {
                do throws(LockerError) {
                    let group = groups[index]
                    try (group.isShort ? short : whole).send(group.paths) { path, result in
                        note(result, of: path, in: &own)
                    }
                } catch {
                    queue.fail(error)
                }
            }
            own.sentBytes = short.sentBytes
            found.withLock { $0.add(own) }
        }
    }

    /// What is sent together.
    private struct Group {
        let paths: [EntryPath]
        /// Whether all of it are short files that can go in one message.
        var isShort = false
    }

    private func groups(of files: ArraySlice<TreeItem>, for session: UploadSession) throws(LockerError) -> [Group] {
        let together = options.transfer == .match ? false : try session.connection.has(.ingestFiles)
        var (short, others): ([TreeItem], [TreeItem]) = ([], [])
        for file in files {
            if together, try isShort(file) { short.append(file) } else { others.append(file) }
        }
        let room = RequestLimits.pieceBytes - ShortFile.maximumSize - 1
        let groups = SyncBatches.split(short, files: ShortFileSender.files, bytes: room).map { items in
            Group(paths: items.map(\.path), isShort: true)
        }
        let parts =
            switch options.transfer {
            case .descriptor, .stream: SyncBatches.split(others, files: 1, bytes: .max)
            case .match: SyncBatches.split(others, files: MatchSender.files, bytes: MatchSender.bytes)
            }
        return (parts.map { Group(paths: $0.map(\.path)) } + groups).filter { !$0.paths.isEmpty }
    }

    /// Whether it goes with others. What is known but for what makes no content need not be sent.
    private func isShort(_ file: TreeItem) throws(LockerError) -> Bool {
        guard let stamp = file.stamp, stamp.size <= ShortFile.maximumSize else { return false }
        return try remembered.row(at: file.path.bytes)?.content(at: stamp) == nil
    }

    private func shortFileSender(beside whole: any Sender, _ session: UploadSession) -> ShortFileSender {
        ShortFileSender(
            session: session, root: root, others: whole, ignoring: options.ignoring, observer: observer)
    }

    private func sender(_ sent: SentChunks, _ session: UploadSession) -> any Sender {
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

    private func note(_ result: Result<SentFile, SkipReason>, of path: EntryPath, in outcome: inout SentBatch) {
        switch result {
        case .success(let file): outcome.sent.append(file)
        case .failure(let reason):
            let skipped = Skipped(path: path.bytes, reason: reason.text)
            observer.skipped(skipped)
            outcome.skipped.append(skipped)
        }
    }
}
