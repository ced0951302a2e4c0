import LockerBase
import Metadata
import POSIXSupport

struct BlobModel: BlobReferences {
    let content: Monitor<Content>

    func ownedEntries(holding blobs: [Digest], account: Account) throws(LockerError) -> [Entry?] {
        blobs.map { blob in entry(of: account) { $0.blob == blob } }
    }

    func ownedEntry(withTrack track: Digest, account: Account) throws(LockerError) -> Entry? {
        entry(of: account) { $0.track == track }
    }

    func arrivals(
        of files: [Entry], in library: Library, revision: Int64
    ) throws(LockerError) -> [Arrival?] {
        content.withLock { content in files.map { BlobModel.arrival(of: $0, library, revision, content) } }
    }

    private static func arrival(
        of file: Entry, _ library: Library, _ revision: Int64, _ content: Content
    ) -> Arrival? {
        let versions = content.trees[library.id]?.versions ?? []
        let own = versions.filter { $0.entry.path == file.path && $0.since <= revision }.max { $0.since < $1.since }
        guard file.kind == .file, let own, let place = order(own, library.id, content) else { return nil }
        if let track = file.track, content.matched.contains(.init(account: library.account, track: track)) {
            return .catalog
        }
        for tree in content.trees(of: library.account) {
            for version in tree.versions {
                let isSame = file.track.map { $0 == version.entry.track } ?? (version.entry.blob == file.blob)
                if isSame, let other = order(version, tree.id, content), other < place { return .held }
            }
        }
        return .sent
    }

    private static func order(_ version: LibraryModel.Version, _ library: Int64, _ content: Content) -> Int? {
        content.order[.init(library: library, path: version.entry.path, since: version.since)]
    }

    func page(
        of library: Library, after cursor: BlobCursor?, limit: Int
    ) throws(LockerError) -> (contents: [ContentName], next: BlobCursor?) {
        content.withLock { content in
            // In one order, whatever the hashes of this process are.
            let versions = (content.trees[library.id]?.versions ?? [])
                .sorted { ($0.since, $0.entry.path) < ($1.since, $1.entry.path) }
            let start = Int(cursor?.entry ?? 0)
            let end = min(versions.count, start + max(0, limit))
            let contents = versions[start..<end].compactMap(\.entry.content)
            return (contents, end == versions.count ? nil : BlobCursor(since: 0, entry: Int64(end)))
        }
    }

    func holders(of wanted: ContentName, in library: Library?, limit: Int) throws(LockerError) -> [Holder] {
        content.withLock { content in
            var holders: [Holder] = []
            for tree in content.trees.values where library.map({ $0.id == tree.id }) ?? true {
                let account = content.accounts[tree.account]?.name ?? ""
                holders += tree.versions.filter { $0.entry.content == wanted }.map { version in
                    Holder(
                        owner: .init(account: account, library: tree.name, since: version.since, until: version.until),
                        path: version.entry.path, size: version.entry.size)
                }
            }
            if library == nil, wanted.chunk == nil {
                holders += content.catalog.values.filter { $0.blob == wanted.blob }
                    .map { Holder(owner: nil, path: $0.path, size: $0.size) }
            }
            return Array(holders.prefix(max(0, limit)))
        }
    }

    func walk(_ body: (ContentName) throws(LockerError) -> Void) throws(LockerError) {
        let all = content.withLock { $0.allContents }.sorted()
        for content in all.filter({ $0.chunk == nil }) + all.filter({ $0.chunk != nil }) { try body(content) }
    }

    func walkRecipes(_ body: (Digest) throws(LockerError) -> Void) throws(LockerError) {
        try walk { (content) throws(LockerError) in if content.chunk == nil { try body(content.blob) } }
    }

    func walkChunks(_ body: (Digest) throws(LockerError) -> Void) throws(LockerError) {
        try walk { (content) throws(LockerError) in if let chunk = content.chunk { try body(chunk) } }
    }

    private func entry(of account: Account, _ fits: (Entry) -> Bool) -> Entry? {
        content.withLock { $0.trees(of: account.id).flatMap(\.versions).map(\.entry).first(where: fits) }
    }
}
