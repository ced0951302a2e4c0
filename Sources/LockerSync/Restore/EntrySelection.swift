import LockerAPI
import LockerBase

/// Which entries of a library are meant.
package struct EntrySelection: Sendable {
    /// Those at these paths, and below them; all where there are none.
    package var paths: [EntryPath] = []
    /// Of these, those that a pattern covers; all where there are none.
    package var include: [PathGlob] = []
    /// And of these, those that no pattern covers.
    package var exclude: [PathGlob] = []

    /// All of them.
    package init() {}

    /// Whether all of them are meant.
    var isAll: Bool { paths.isEmpty && include.isEmpty && exclude.isEmpty }

    /// The paths but for those that lie below others, in the order in which what is below them comes.
    var roots: [EntryPath] {
        let all = Set(paths)
        return all.filter { path in !path.folders.contains { all.contains($0) } }
            .sorted { $0.asFolder.isBefore($1.asFolder) }
    }

    /// Whether `path` is one of the paths, or lies below one.
    package func reaches(_ path: some Collection<UInt8>) -> Bool {
        paths.isEmpty
            || paths.contains { root in
                path.starts(with: root.bytes)
                    && path.dropFirst(root.bytes.count).first.map { $0 == UInt8(ascii: "/") } ?? true
            }
    }

    /// Those of `entries`, which are at or below the paths, that are meant.
    func chosen(_ entries: [Locker_V1_Entry]) -> [Locker_V1_Entry] {
        include.isEmpty && exclude.isEmpty ? entries : entries.filter { fits($0.path) }
    }

    private func fits(_ path: some Collection<UInt8>) -> Bool {
        (include.isEmpty || include.contains { $0.covers(path) }) && !exclude.contains { $0.covers(path) }
    }
}
