import LockerBase
import Metadata
import PackEngine

/// What a session has for its next revision.
struct StagedRevision {
    /// In the order in which they came: nearly that of their paths, most often.
    private(set) var puts: [Entry] = []
    /// Where in ``puts`` each path is.
    private var places: [EntryPath: Int32] = [:]
    private(set) var removals: Set<EntryPath> = []
    /// What the library must have at these paths when it is committed.
    private(set) var expected: [EntryPath: ExpectedEntry] = [:]
    /// What in the packs the puts depend on.
    var ticket = DurabilityTicket()
    /// Keep what the puts depend on from being compacted away before they are committed.
    var uses: [ContentUse] = []
    /// The memory that all this takes.
    var memory: StagingMemory.Loan?
    /// The contents among the puts that were uploaded.
    private(set) var brought: [Digest: BroughtContent] = [:]
    /// Tracks among the puts of which the catalog gave the audio.
    var matched: Set<Digest> = []

    var count: Int { puts.count + removals.count }
    private(set) var logicalBytes: Int64 = 0
    /// Of all paths, targets and attributes that were staged, replaced ones included.
    private var bytes = 0

    /// Takes removals, and then entries. Of what is said of one path, the last counts; where that says nothing of
    /// attributes, what was said of them before stays.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` when that would be more than may be staged; nothing is then.
    mutating func add(_ entries: [Entry], removals paths: [EntryPath] = []) throws(LockerError) {
        let added = StagingLimits.bytes(of: entries, removals: paths)
        guard count + entries.count + paths.count <= StagingLimits.count,
            bytes + added <= StagingLimits.bytes
        else {
            throw LockerError(
                .tooMany,
                "more than \(StagingLimits.count) entries, or \(StagingLimits.bytes >> 20) MiB of paths and attributes, "
                    + "would be staged; commit before staging more")
        }
        bytes += added
        for path in paths {
            takeBack(path)
            removals.insert(path)
        }
        for entry in entries {
            if !removals.isEmpty { removals.remove(entry.path) }
            logicalBytes += entry.contentSize
            if let place = places.updateValue(Int32(puts.count), forKey: entry.path).map(Int.init) {
                logicalBytes -= puts[place].contentSize
                puts[place] = entry.attributes == nil ? entry.with(attributesStagedWith: puts[place]) : entry
                places[entry.path] = Int32(place)
            } else {
                puts.append(entry)
            }
        }
    }

    /// Takes note of content that was uploaded.
    ///
    /// - Parameter isFirst: whether nobody had it.
    mutating func bring(_ content: FileContent, isFirst: Bool) {
        brought[content.blob] = BroughtContent(content, isFirst: isFirst, after: brought[content.blob])
    }

    /// Whether `blob` may be new to the account; it has had what was not uploaded.
    func novelty(of blob: Digest) -> Novelty {
        brought[blob].map { $0.isFirst ? .certain : .possible } ?? .none
    }

    /// Takes what the commit counts on. Of what is said of one path, the last counts.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` when that would be more than may be staged; nothing is then.
    mutating func expect(_ entries: [EntryPath: ExpectedEntry]) throws(LockerError) {
        guard expected.count + entries.count <= StagingLimits.count else {
            throw LockerError(
                .tooMany, "more than \(StagingLimits.count) entries would be expected; commit before staging more")
        }
        expected.merge(entries) { _, last in last }
    }

    /// What is put at `path`.
    func put(at path: EntryPath) -> Entry? { places[path].map { puts[Int($0)] } }

    /// Takes what is put at `path` out, and the last of all in its place.
    private mutating func takeBack(_ path: EntryPath) {
        guard !places.isEmpty, let place = places.removeValue(forKey: path).map(Int.init) else { return }
        logicalBytes -= puts[place].contentSize
        let last = puts.removeLast()
        guard place < puts.count else { return }
        puts[place] = last
        places[last.path] = Int32(place)
    }
}

extension Entry {
    /// What the entry counts for in a quota: a file's length, nothing for links and folders.
    var contentSize: Int64 { kind == .file ? size : 0 }

    /// The same with the attributes of what is staged at its path, if that is of the same kind.
    fileprivate func with(attributesStagedWith other: Entry) -> Entry {
        guard let said = other.attributes, other.kind == kind else { return self }
        return with(attributes: said)
    }
}
