import LockerBase
import LockerClient
import Recipes

/// Sends files without what the catalog or the account has: cuts them here, claims their audio, and sends the chunks
/// that are missing then.
final class MatchSender: Sender {
    /// How many files, and about how many bytes of them, are sent together. So many are open, with their recipes in
    /// memory, until all are staged; and their challenges have to be answered within 60 s.
    static let files = 32
    static let bytes = 128 << 20

    private let reader: TreeReader
    private let cutter = FileCutter()
    private let claims: TrackClaims
    private let assembler: FileAssembler
    private let chunks: ChunkSender
    private let whole: FileSender
    private let observer: any ProgressObserver
    /// Why files that changed may be passed over in the end.
    private var changes: [EntryPath: SkipReason] = [:]

    /// - Parameters:
    ///   - sent: the chunks that all senders in the session have sent.
    ///   - ignoring: what of the files' stamps is left out of account.
    init(
        session: UploadSession, root: TreeRoot, claims: TrackClaims, sent: SentChunks, ignoring: StampMask,
        observer: any ProgressObserver
    ) {
        self.claims = claims
        self.observer = observer
        reader = TreeReader(root: root, ignoring: ignoring)
        assembler = FileAssembler(session: session)
        chunks = ChunkSender(session: session, sent: sent, observer: observer)
        whole = FileSender(session: session, root: root, by: .pieces, ignoring: ignoring, observer: observer)
    }

    var sentBytes: Int { chunks.sentBytes + whole.sentBytes }

    func send(_ paths: [EntryPath], _ report: Report) throws(LockerError) {
        var rest = paths
        for _ in 0..<TreeReader.attempts where !rest.isEmpty { rest = try sendOnce(rest, report) }
        for path in rest { report(path, .failure(changes[path] ?? .keepsChanging)) }
    }

    /// Returns the paths of files that changed meanwhile, of which nothing is staged.
    private func sendOnce(_ paths: [EntryPath], _ report: Report) throws(LockerError) -> [EntryPath] {
        var changed: [EntryPath] = []
        let files = try cut(paths, &changed, report)
        let matched = try claims.claim(files.filter(\.isMissing).map(\.source))
        try assembler.assemble(files.filter(\.isMissing))
        for file in files { try chunks.sendMissing(of: file) }
        try chunks.flush()
        try assembler.assemble(files.filter(\.isMissing))
        for file in files {
            let isInCatalog = file.source.track.map(matched.contains) ?? false
            if try !finish(file, isInCatalog: isInCatalog, report) { changed.append(file.source.path) }
        }
        return changed
    }

    private func cut(
        _ paths: [EntryPath], _ changed: inout [EntryPath], _ report: Report
    ) throws(LockerError) -> [MatchedFile] {
        var files: [MatchedFile] = []
        for path in paths {
            let file: SourceFile
            do {
                file = try reader.open(path)
            } catch {
                report(path, .failure(try error.reason))
                continue
            }
            if file.hidesContent {
                try whole.send([path], report)
                continue
            }
            do {
                files.append(MatchedFile(try CutSource(file, at: path, with: cutter)))
            } catch {
                if error.code == .changed {
                    changed.append(path)
                    changes[path] = file.keepsChanging
                } else {
                    report(path, .failure(try FileFailure(error).reason))
                }
            }
        }
        return files
    }

    /// Reports what became of `file`; false when it changed, and should be sent again.
    private func finish(_ file: MatchedFile, isInCatalog: Bool, _ report: Report) throws(LockerError) -> Bool {
        let source = file.source
        if case .staged(let blob) = file.state {
            observer.advance(files: 1, bytes: source.file.stamp.size - file.advanced)
            let isMatched = isInCatalog && !file.hasSentAudio
            report(
                source.path,
                .success(
                    try SentFile(
                        source.file, at: source.path, blob: blob, isMatched: isMatched, by: reader.clock)))
            return true
        }
        observer.advance(files: 0, bytes: -file.advanced)
        switch file.state {
        case .refused: try whole.send([source.path], report)
        case .skipped(let reason): report(source.path, .failure(reason))
        // Chunks that are missing although they were sent are not those of the recipe.
        case .missing, .changed, .staged: return false
        }
        return true
    }
}
