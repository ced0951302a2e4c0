import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Puts the songs of a folder into the catalog, each at its path in the folder. What the catalog has already stays as
/// it is.
package struct CatalogImport {
    /// Songs that are added with one call. A path, three texts and a fingerprint take less than 12 KiB each, so that the
    /// call's request stays below 3 MiB, of the 4 that a message may have.
    private static let filesPerCall = 250
    /// A call is made at the latest after so many bytes, so that an interrupted import keeps what it did.
    private static let bytesPerCall = 1 << 30

    private let connection: LockerConnection
    private let directory: [UInt8]
    private let rules: IgnoreRules
    private let listener: SongListener?

    /// Prepares to import the folder at `directory` (bytes; it may be a link to a folder), but for what `rules` and its
    /// ignore files leave out.
    ///
    /// - Parameter listener: says what the songs sound like; nil: that is not told.
    package init(
        connection: LockerConnection, directory: [UInt8], rules: IgnoreRules = .standard, listener: SongListener? = nil
    ) {
        self.listener = listener
        self.connection = connection
        self.directory = directory
        self.rules = rules
    }

    /// Walks the folder and adds every regular file in which there is audio. Links are passed over.
    ///
    /// What was added before an error stays.
    /// - Throws: ``LockerError/Code/permissionDenied`` for all but operators, and what else concerns more than one
    ///   file; what concerns one file only is in the report's ``CatalogReport/skipped``.
    package func run(_ observer: any ProgressObserver = SilentProgress()) throws(LockerError) -> CatalogReport {
        let start = ContinuousClock.now
        if listener != nil { try connection.require(.fingerprints, to: "be told what songs sound like") }
        let folder = try SourceFolder.open(directory)
        let session = try UploadSession(onCatalogOf: connection)
        let tree = try TreeWalker.walk(folder, rules: rules)
        var report = CatalogReport()
        report.excluded = tree.excluded.count
        if listener != nil { report.listening = CatalogReport.Listening() }
        report.skip(tree.skipped, observer)

        let files = try tree.items.rows().filter { $0.stamp != nil }
        observer.begin(files: files.count, bytes: files.reduce(0) { $0 + ($1.stamp?.size ?? 0) })
        defer { observer.end() }
        let batches = SyncBatches.split(files, files: CatalogImport.filesPerCall, bytes: CatalogImport.bytesPerCall)
        for batch in batches where !batch.isEmpty {
            try add(batch, of: folder, in: session, to: &report, observer)
        }
        try session.close()
        report.skipped.sort { $0.path.lexicographicallyPrecedes($1.path) }
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }

    private func add(
        _ batch: ArraySlice<TreeItem>, of folder: SourceFolder, in session: UploadSession,
        to report: inout CatalogReport, _ observer: any ProgressObserver
    ) throws(LockerError) {
        var options = SyncOptions()
        options.threads = 2
        let sender = BatchSender(
            connection: connection, root: TreeRoot(folder.descriptor), options: options, observer: observer)
        var outcome = SentBatch()
        try sender.send(batch, in: session, into: &outcome)
        report.skipped += outcome.skipped
        guard !outcome.sent.isEmpty else { return }

        // In path order each folder is opened once.
        let songs = outcome.sent.map(\.item)
        let cursor = FolderCursor(root: folder.descriptor)
        let told = try descriptions(of: songs, below: cursor)
        let answers = try session.addTracks(told)
        for (place, answer) in answers.enumerated() where place < songs.count {
            let isThere = try report.add(songs[place], answer.result, observer)
            if isThere, listener != nil { report.note(heard: !told[place].fingerprint.isEmpty) }
        }
    }
}

extension CatalogImport {
    private func descriptions(
        of songs: [TreeItem], below cursor: FolderCursor
    ) throws(LockerError) -> [Locker_V1_TrackDescription] {
        var (descriptions, files): ([Locker_V1_TrackDescription], [Descriptor?]) = ([], [])
        for song in songs {
            let (description, file) = Locker_V1_TrackDescription.reading(song, below: cursor)
            descriptions.append(description)
            // One at a time is open where nobody listens.
            if listener != nil { files.append(file) }
        }
        guard let listener else { return descriptions }
        for (place, bytes) in try listener.fingerprints(of: files).enumerated() {
            descriptions[place].fingerprint = Data(bytes)
        }
        return descriptions
    }
}

extension CatalogReport {
    fileprivate mutating func skip(_ items: [Skipped], _ observer: any ProgressObserver) {
        for item in items { observer.skipped(item) }
        skipped += items
    }

    /// Returns whether the song is in the catalog.
    fileprivate mutating func add(
        _ song: TreeItem, _ result: Locker_V1_AddedTrack.Result, _ observer: any ProgressObserver
    ) throws(LockerError) -> Bool {
        switch result {
        case .added: added += 1
        case .known: known += 1
        case .noAudio:
            skip([Skipped(path: song.path.bytes, reason: "no audio was found in it")], observer)
            return false
        default:
            throw LockerError(.internal, "\(song.path): the daemon's answer is not known; its version may differ")
        }
        logicalBytes += song.stamp?.size ?? 0
        return true
    }
}
