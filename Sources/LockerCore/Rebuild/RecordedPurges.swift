import LockerBase

/// What the commits of one library purge, each from those before it.
struct RecordedPurges {
    private let library: Int64
    /// The place of the last commit that purges what has this name.
    private var paths: [Digest: Int] = [:]
    /// The same with all that lies below.
    private var folders: [Digest: Int] = [:]

    /// - Parameter commits: all that led to the newest revision, in their order.
    init(of library: Int64, _ commits: [RecordedCommit]) {
        self.library = library
        for (place, commit) in commits.enumerated() {
            guard let purge = commit.purge else { continue }
            for name in purge.paths { paths[name] = place }
            for name in purge.folders { folders[name] = place }
        }
    }

    /// Whether what the commit at `place` puts at `path` was purged by a later one.
    func isPurged(_ path: EntryPath, putAt place: Int) -> Bool {
        if paths.isEmpty && folders.isEmpty { return false }
        return PurgedNames.isNamed(
            path, of: library, namesPaths: !paths.isEmpty, namesFolders: !folders.isEmpty
        ) { (name, isFolder) in
            guard let last = isFolder ? folders[name] : paths[name] else { return false }
            return last > place
        }
    }
}
