import LockerBase
import LockerTestSupport
import Metadata

/// Calls `body` with a new store, the account `ada` and her library `main`.
func withLibrary<Result>(_ body: (SQLiteMetadata, Account, Library) throws -> Result) throws -> Result {
    try withTemporaryDirectory { folder in
        let store = try SQLiteMetadata(path: folder + "/metadata.sqlite")
        let account = try store.accounts.add(named: "ada", userID: 1000, role: .user, quota: nil, created: 1)
        return try body(store, account, store.libraries.ensure(named: "main", of: account))
    }
}

/// The digest whose bytes begin with `number`, the most significant first, so that digests sort as numbers do.
func digest(_ number: UInt64) -> Digest {
    let bytes = withUnsafeBytes(of: number.bigEndian) { Array($0) }
    return Digest(bytes + [UInt8](repeating: 7, count: 24)) ?? .zero
}

func path(_ text: String) throws -> EntryPath {
    try EntryPath(text)
}

/// A file of `version` bytes whose blob, time, track and permission bits follow from `version` as well.
func file(_ text: String, _ version: Int64 = 1) throws -> Entry {
    try file(at: path(text), version)
}

func file(at path: EntryPath, _ version: Int64 = 1) -> Entry {
    Entry(
        path: path, kind: .file, size: version, blob: digest(UInt64(version)), modified: 10 * version,
        track: version % 2 == 0 ? digest(UInt64(version) + 1000) : nil,
        mode: version % 3 == 0 ? nil : UInt32(version % 0o1000))
}

/// The same as one plain chunk; of an odd `version`, which has no track.
func plain(_ text: String, _ version: Int64 = 1) throws -> Entry {
    plain(at: try path(text), version)
}

func plain(at path: EntryPath, _ version: Int64 = 1) -> Entry {
    file(at: path, version).with(chunk: digest(UInt64(version) + 2000))
}

/// One of the two.
func file(
    at path: EntryPath, _ version: Int64, using random: inout some RandomNumberGenerator
) -> Entry {
    version % 2 == 1 && Bool.random(using: &random) ? plain(at: path, version) : file(at: path, version)
}

extension Entry {
    func with(chunk: Digest?) -> Entry {
        Entry(
            path: path, kind: kind, size: size, blob: blob, modified: modified, track: track, target: target,
            mode: mode, chunk: chunk, attributes: attributes)
    }

    /// The same of which this is said.
    func saying(_ pairs: [String: String]) throws -> Entry {
        with(attributes: try entryAttributes(pairs))
    }
}

func entryAttributes(_ pairs: [String: String]) throws -> EntryAttributes {
    try EntryAttributes(pairs.map { AttributePair(name: $0.key, value: Array($0.value.utf8)) }, of: path("x"))
}

func link(_ text: String, to target: String) throws -> Entry {
    let bytes = Array(target.utf8)
    return Entry(path: try path(text), kind: .symlink, size: Int64(bytes.count), modified: 5, target: bytes)
}

func folder(_ text: String) throws -> Entry {
    Entry(path: try path(text), kind: .folder, size: 0, modified: 6)
}

extension MetadataStore {
    /// All contents, in the order in which they are told.
    func contents() throws -> [ContentName] {
        var contents: [ContentName] = []
        try blobs.walk { contents.append($0) }
        return contents
    }

    /// Commits `puts` and `removals` to `library` and returns the new revision.
    @discardableResult
    func put(_ puts: [Entry], removing removals: [EntryPath] = [], in library: Library) throws -> Revision {
        let delta = try commits.effectiveDelta(of: puts, removals: removals, in: library)
        return try commits.commit(delta, as: digest(UInt64(delta.base) + 1), created: 100 + delta.base)
    }

    /// All entries of one revision, read in pages of `page`.
    func list(
        _ library: Library, revision: Int64? = nil, under folder: EntryPath? = nil, page: Int = 1000
    ) throws -> [Entry] {
        var all: [Entry] = []
        while true {
            let entries = try entries.list(
                in: library, revision: revision, under: folder, after: all.last?.path, limit: page)
            all += entries
            if entries.count < page { return all }
        }
    }

    /// What is directly in a folder of one revision, read in pages of `page`.
    func level(
        _ library: Library, revision: Int64? = nil, of folder: EntryPath? = nil, page: Int = 1000
    ) throws -> [FolderChild] {
        var all: [FolderChild] = []
        var bounds = PageBounds(elements: page, work: 7)
        repeat {
            let children = try entries.level(in: library, revision: revision, of: folder, bounds)
            all += children.elements
            bounds.after = children.next
        } while bounds.after != nil
        return all
    }

    /// All changes between two revisions, read in pages of `page`.
    func changes(_ library: Library, since: Int64, until: Int64?, page: Int) throws -> [Change] {
        var all: [Change] = []
        while true {
            let changes = try entries.changes(
                in: library, since: since, until: until, after: all.last?.path, limit: page)
            all += changes
            if changes.count < page { return all }
        }
    }
}

/// The ``LockerError`` that `body` throws, or nil.
func lockerError<Result>(of body: () throws -> Result) -> LockerError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? LockerError
    }
}
