import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

/// What makes two entries of one path the same content.
private struct PathContent: Hashable {
    let kind: Int
    let blob: Data
    let target: Data

    init(_ entry: Locker_V1_Entry) {
        (kind, blob, target) = (entry.kind.rawValue, entry.blob, entry.target)
    }
}

extension LibraryReader {
    /// Each content that `path` had in the revisions that are kept, the one of the newest revision first. A
    /// modification time or permission bits that changed alone make none.
    package func versions(of path: EntryPath) throws(LockerError) -> [PathVersion] {
        var versions: [PathVersion] = []
        var places: [PathContent: Int] = [:]
        var before: UInt64 = 0
        for revision in try revisions().reversed() {
            if let entry = try entry(at: path, revision: revision.number) {
                let content = PathContent(entry)
                if let place = places[content] {
                    versions[place].add(entry, in: revision, after: before)
                } else {
                    places[content] = versions.count
                    versions.append(PathVersion(entry, in: revision))
                }
            }
            before = revision.number
        }
        return versions.sorted { $0.last > $1.last }
    }
}
