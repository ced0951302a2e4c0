import LockerBase

/// Opens the regular files of a tree, one after the other. For one thread.
final class TreeReader {
    /// A file that changes while it is read is read so often; then somebody is at work on it.
    static let attempts = 3

    /// The clocks of the files' file systems.
    let clock = FileSystemClock()
    private let cursor: FolderCursor
    private let ignoring: StampMask

    /// - Parameter ignoring: what of the stamps is left out of account.
    init(root: TreeRoot, ignoring: StampMask = []) {
        cursor = root.cursor()
        self.ignoring = ignoring
    }

    /// - Throws: why the file is passed over, or why nothing else can be opened either.
    func open(_ path: EntryPath) throws(FileFailure) -> SourceFile {
        try SourceFile(path, below: cursor, ignoring: ignoring)
    }

    /// Lets `body` read the file at `path`, and again, opened anew, when that throws ``LockerError/Code/changed``.
    func read<Result>(
        _ path: EntryPath, _ body: (SourceFile) throws(LockerError) -> Result
    ) throws(FileFailure) -> Result {
        var reason = SkipReason.keepsChanging
        for _ in 0..<TreeReader.attempts {
            let file = try open(path)
            do {
                return try body(file)
            } catch {
                if error.code != .changed { throw FileFailure(error) }
                reason = file.keepsChanging
            }
        }
        throw .skipped(reason)
    }
}
