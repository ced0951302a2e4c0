import LockerAPI
import LockerBase
import POSIXSupport
import Recipes

/// Says of each file in a folder what a sync that matches would do with it, and changes nothing.
package struct Scan {
    /// Files that are read at a time.
    private static let threads = 4

    private let connection: LockerConnection
    private let directory: [UInt8]
    private let library: String
    private let under: EntryPath?
    private let rules: IgnoreRules
    private let stateFolder: String?

    /// Prepares to scan the folder at `directory` (bytes; it may be a link to a folder).
    ///
    /// - Parameters:
    ///   - under: the folder of the library that all of it would go below; nil for the library itself.
    ///   - rules: what is left out.
    ///   - stateFolder: where syncs remember what they sent; nil to read every file.
    package init(
        connection: LockerConnection, directory: [UInt8], library: String = "main", under: EntryPath? = nil,
        rules: IgnoreRules = .standard, stateFolder: String? = SyncStateFile.defaultFolder
    ) {
        self.connection = connection
        self.directory = directory
        self.library = library
        self.under = under
        self.rules = rules
        self.stateFolder = stateFolder
    }

    /// Walks the folder, reads and cuts what changed since the last sync, and asks which of the audio need not be sent.
    ///
    /// - Throws: when the folder cannot be read or the daemon cannot be reached; what concerns one file only is in the
    ///   report's ``ScanReport/skipped``.
    package func run(_ observer: any ProgressObserver = SilentProgress()) throws(LockerError) -> ScanReport {
        let source = try WalkedFolder(
            directory, connection: connection, library: library, under: under, rules: rules, stateFolder: stateFolder,
            observer: observer)
        let state = try source.current(source.load(), at: source.library.newestRevision())
        let plan = try SyncPlan(tree: source.tree, remembered: state.items, rehash: false, store: source.store)
        let files = try plan.files.rows()
        observer.begin(files: files.count, bytes: files.reduce(0) { $0 + ($1.stamp?.size ?? 0) })
        defer { observer.end() }

        let (sketches, skipped) = try read(files, of: source, observer)
        let answers = try match(Set(sketches.compactMap(\.track)).sorted())
        var report = ScanReport()
        report.excluded = source.tree.excluded.count
        report.warnings = SyncWarnings.texts(source.tree)
        report.files = try plan.unchanged.rows().compactMap(ScannedFile.init(unchanged:))
        report.files += sketches.map { ScannedFile($0, $0.track.flatMap { answers[$0] } ?? .init()) }
        report.files.sort { $0.path < $1.path }
        report.skipped = (source.tree.skipped + skipped).sorted { $0.path.lexicographicallyPrecedes($1.path) }
        return report
    }

    private func read(
        _ items: [TreeItem], of source: WalkedFolder, _ observer: any ProgressObserver
    ) throws(LockerError) -> ([FileSketch], [Skipped]) {
        let found = Monitor<(sketches: [FileSketch], skipped: [Skipped])>(([], []))
        let root = source.root
        try WorkQueue.run(items.count, threads: Scan.threads) { queue in
            let (reader, cutter) = (TreeReader(root: root), FileCutter())
            while let index = queue.take() {
                let path = items[index].path
                do throws(FileFailure) {
                    let sketch = try reader.read(path) { (file) throws(LockerError) in
                        FileSketch(try CutSource(file, at: path, with: cutter))
                    }
                    observer.advance(files: 1, bytes: sketch.size)
                    found.withLock { $0.sketches.append(sketch) }
                } catch {
                    switch error {
                    case .fatal(let error): queue.fail(error)
                    case .skipped(let reason):
                        let skipped = Skipped(path: path.bytes, reason: reason.text)
                        observer.skipped(skipped)
                        found.withLock { $0.skipped.append(skipped) }
                    }
                }
            }
        }
        return found.withLock { $0 }
    }

    private func match(_ tracks: [Digest]) throws(LockerError) -> [Digest: Locker_V1_MatchAnswer] {
        var answers: [Digest: Locker_V1_MatchAnswer] = [:]
        for start in stride(from: 0, to: tracks.count, by: RequestLimits.tracks) {
            let part = Array(tracks[start..<min(start + RequestLimits.tracks, tracks.count)])
            for (track, answer) in zip(part, try connection.match(part, challenge: false)) { answers[track] = answer }
        }
        return answers
    }
}
