import LockerBase
import Metadata
import POSIXSupport
import PackEngine

/// Which contents cannot be read back, because a chunk of theirs or their recipe is damaged.
///
/// Worked out from recipes, when something was found since the last time: for the operator from all of them, for
/// anybody else from those of the library that is asked for. No lock is held while they are read. What is asked most,
/// when nothing is damaged, costs nothing.
final class DamagedBlobs: Sendable {
    /// By the digest of a damaged record, the contents that need it.
    typealias Needs = [Digest: Set<ContentName>]

    /// What is known of a library.
    struct InLibrary {
        let needs: Needs
        /// Whether there may be more: no more are looked for than ``maximumBlobs``.
        let isPartial: Bool
    }

    /// The most blobs that are remembered of a library: as many files as one answer has room for.
    static let maximumBlobs = 10_000
    /// The most libraries that are remembered.
    private static let maximumLibraries = 16
    /// Entries that are looked up at once.
    private static let page = 1000
    /// The most blobs that are remembered as looked at, so that one that many files share is looked at once.
    private static let maximumSeen = 1 << 16

    private struct Remembered {
        var records: DamagedRecords?
        var all: (generation: Int, needs: Needs)?
        /// The latest last.
        var libraries: [(id: Int64, revision: Int64, generation: Int, found: InLibrary)] = []
    }

    private let packs: PackStore
    private let known = RankedMutex(Remembered(), .damagedBlobs)

    init(packs: PackStore) {
        self.packs = packs
    }

    /// What is damaged and has not healed.
    var records: DamagedRecords {
        known.withLock { known in
            if let records = known.records, records.generation == packs.health.findingsGeneration { return records }
            let records = DamagedRecords(of: packs)
            known.records = records
            return records
        }
    }

    /// What is damaged and has not healed, and who needs it. Reads every recipe of the store.
    func look(_ metadata: any MetadataStore) throws(LockerError) -> (findings: [Finding], blobs: Needs) {
        let records = records
        if let all = known.withLock({ $0.all }), all.generation == records.generation {
            return (records.findings, all.needs)
        }
        var needs: Needs = [:]
        if !records.isEmpty {
            let context = ReadContext()
            // No pack may have these.
            for blob in records.recipes { try add(ContentName(blob: blob), to: &needs, records, context) }
            try packs.reader.forEachLocation(of: .recipe) { (blob, _) throws(LockerError) in
                try add(ContentName(blob: blob), to: &needs, records, context)
            }
            if !records.chunks.isEmpty {
                try metadata.blobs.walk { (content) throws(LockerError) in
                    if content.chunk != nil { try add(content, to: &needs, records, context) }
                }
            }
        }
        known.withLock { $0.all = (records.generation, needs) }
        return (records.findings, needs)
    }

    /// The same for one library, in any retained revision. Reads the recipes of its files, each once.
    func look(
        in library: Library, _ metadata: any MetadataStore, _ cancellation: Cancellation?
    ) throws(LockerError) -> InLibrary {
        let records = records
        if records.isEmpty { return InLibrary(needs: [:], isPartial: false) }
        let key = (library.id, library.newest, records.generation)
        let found = known.withLock { known in
            known.libraries.first { ($0.id, $0.revision, $0.generation) == key }?.found
        }
        if let found { return found }
        let new = try work(out: library, records, metadata, cancellation)
        known.withLock { known in
            known.libraries.removeAll { $0.id == library.id }
            known.libraries.append((library.id, library.newest, records.generation, new))
            if known.libraries.count > DamagedBlobs.maximumLibraries { known.libraries.removeFirst() }
        }
        return new
    }

    private func work(
        out library: Library, _ records: DamagedRecords, _ metadata: any MetadataStore, _ cancellation: Cancellation?
    ) throws(LockerError) -> InLibrary {
        let context = ReadContext()
        var needs: Needs = [:]
        var (seen, lost) = (Set<ContentName>(), 0)
        var cursor: BlobCursor?
        repeat {
            let page = try metadata.blobs.page(of: library, after: cursor, limit: DamagedBlobs.page)
            for content in page.contents where seen.insert(content).inserted {
                try cancellation.check()
                lost += try add(content, to: &needs, records, context) ? 1 : 0
                if lost > DamagedBlobs.maximumBlobs { return InLibrary(needs: needs, isPartial: true) }
            }
            if seen.count > DamagedBlobs.maximumSeen { seen = [] }
            cursor = page.next
        } while cursor != nil
        return InLibrary(needs: needs, isPartial: false)
    }

    /// Takes note of what `content` needs. Returns whether it needs anything that is damaged.
    @discardableResult
    private func add(
        _ content: ContentName, to needs: inout Needs, _ records: DamagedRecords, _ context: ReadContext
    ) throws(LockerError) -> Bool {
        let needed = try records.needed(by: content, in: packs, using: context)
        for record in needed { needs[record, default: []].insert(content) }
        return !needed.isEmpty
    }
}
