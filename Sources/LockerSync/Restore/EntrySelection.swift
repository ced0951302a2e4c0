import LockerAPI
import LockerBase

/// Which entries of a library are meant.
package struct EntrySelection: Sendable {
    /// The folder of the library that stands for the one on the disk: nothing but what is below it; nil for the library itself.
    package var under: EntryPath?
    /// Those at these paths, and below them; all where there are none.
    package var paths: [EntryPath] = []
    /// Of these, those that a pattern covers; all where there are none.
    package var include: [PathGlob] = []
    /// And of these, those that no pattern covers.
    package var exclude: [PathGlob] = []

    /// All of them.
    package init() {}

    /// Whether all of them are meant.
    var isAll: Bool { under == nil && paths.isEmpty && include.isEmpty && exclude.isEmpty }

    /// The paths but for those that lie below others, in the order in which what is below them comes. None where all of the
    /// library is to be looked at.
    var roots: [EntryPath] {
        let all = paths.isEmpty ? Set(under.map { [$0] } ?? []) : Set(paths)
        return all.filter { path in !path.folders.contains { all.contains($0) } }
            .sorted { $0.asFolder.isBefore($1.asFolder) }
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` where one of the paths has no place in the folder.
    func check() throws(LockerError) {
        guard let under, let path = paths.first(where: { $0 != under && !$0.isBelow(under) }) else { return }
        throw LockerError(
            .invalidArgument,
            "\(path): not below \(under), which is all that comes to the folder; name paths as the library has them")
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
        under == nil && include.isEmpty && exclude.isEmpty ? entries : entries.filter { fits($0.path) }
    }

    private func fits(_ path: some Collection<UInt8>) -> Bool {
        // An empty folder in its place is none of what is below it.
        if let under, path.elementsEqual(under.bytes) { return false }
        return isMatched(path)
    }

    private func isMatched(_ path: some Collection<UInt8>) -> Bool {
        (include.isEmpty || include.contains { $0.covers(path) }) && !exclude.contains { $0.covers(path) }
    }
}
