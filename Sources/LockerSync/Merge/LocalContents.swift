import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport
import Recipes

/// Reads files of a folder to tell what they hold, several at a time.
struct LocalContents {
    private let root: TreeRoot
    private let ignoring: StampMask
    private let threads: Int
    private let library: LibraryReader
    /// The revision that files are compared with.
    private let revision: UInt64

    init(_ source: WalkedFolder, at revision: UInt64, _ options: SyncOptions) {
        (root, library, self.revision) = (source.root, source.library, revision)
        (ignoring, threads) = (options.ignoring, options.threads)
    }

    /// What the local file of each holds, in their order, or why it cannot be read.
    func read(_ files: [ThreeSides]) throws(LockerError) -> [Result<ReadFile, SkipReason>] {
        let found = Monitor([Result<ReadFile, SkipReason>?](repeating: nil, count: files.count))
        let (root, ignoring, library, revision) = (root, ignoring, library, revision)
        try WorkQueue.run(files.count, threads: threads) { queue in
            let (reader, cutter) = (TreeReader(root: root, ignoring: ignoring), FileCutter())
            let comparison = RevisionContents(library.connection, library.library, revision)
            while let index = queue.take() {
                do throws(LockerError) {
                    let file = try LocalContents.read(files[index], reader, cutter, comparison)
                    found.withLock { $0[index] = file }
                } catch {
                    queue.fail(error)
                }
            }
        }
        return found.withLock { $0.map { $0 ?? .failure(.keepsChanging) } }
    }

    private static func read(
        _ sides: ThreeSides, _ reader: TreeReader, _ cutter: FileCutter, _ comparison: RevisionContents
    ) throws(LockerError) -> Result<ReadFile, SkipReason> {
        do throws(FileFailure) {
            let file = try reader.read(sides.path) { (file) throws(LockerError) in
                let source = try CutSource(file, at: sides.path, with: cutter)
                var blob = SHA256.digest(of: source.recipe)
                if let other = try same(file, blob, sides, comparison) { blob = other }
                return ReadFile(
                    item: file.item(at: sides.path), content: .file(blob), isSettled: file.isSettled(by: reader.clock))
            }
            return .success(file)
        } catch {
            return .failure(try error.reason)
        }
    }

    /// The blob of what the library has, where another program has cut the same bytes differently.
    private static func same(
        _ file: SourceFile, _ blob: Digest, _ sides: ThreeSides, _ comparison: RevisionContents
    ) throws(LockerError) -> Digest? {
        guard let entry = sides.change?.entry, entry.kind == .file, Int(clamping: entry.size) == file.stamp.size,
            let other = Digest(entry.blob), other != blob, sides.base?.blob != blob,
            try comparison.hasBytes(of: entry, sides.path, in: file.descriptor)
        else { return nil }
        return other
    }
}
