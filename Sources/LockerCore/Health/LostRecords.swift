import LockerBase
import Logging
import Metadata
import POSIXSupport
import PackEngine
import Recipes

/// Tells what is lost with its pack from what nobody needs: of a pack that a compaction had emptied, say, and whose
/// removal outlived what the index knew in a crash.
final class LostRecords: Sendable {
    private let packs: PackStore
    private let metadata: any MetadataStore
    private let logger: Logger
    private let isStopping = Monitor(false)
    private let thread = Monitor<Thread?>(nil)

    init(_ packs: PackStore, _ metadata: any MetadataStore, logger: Logger) {
        self.packs = packs
        self.metadata = metadata
        self.logger = logger
    }

    /// Looks at what the start found, if that is anything, on a thread of its own. What keeps it from that is left to
    /// the next verification or compaction.
    func start() throws(LockerError) {
        guard try !packs.health.lostRecords().isEmpty else { return }
        let started = try? Thread("lost-records") { [self] in
            do throws(LockerError) {
                try packs.waitForIndex()
                try settle()
            } catch {
                if isStopping.withLock({ $0 }) { return }
                logger.warning("whether lost records are needed is for a verification to tell: \(error.logText)")
            }
        }
        thread.withLock { $0 = started }
    }

    /// Ends it soon, and waits for that.
    func stop() {
        isStopping.withLock { $0 = true }
        thread.withLock { $0.take() }?.join()
    }

    /// Forgets what is lost with its pack and needed by no retained revision, no song of the catalog and no session.
    func settle() throws(LockerError) {
        let lost = try packs.health.lostRecords()
        let needed = lost.isEmpty ? [] : try neededDigests(of: lost)
        try packs.health.forgetLost(
            lost.filter { finding in finding.record.map { !needed.contains($0.digest) } ?? false })
        guard !needed.isEmpty else { return }
        logger.error(
            "\(needed.count) records are lost with their packs, and needed: a verification names the files")
    }

    private func neededDigests(of lost: [Finding]) throws(LockerError) -> Set<Digest> {
        var digests: [RecordKind: Set<Digest>] = [:]
        for record in lost.compactMap(\.record) { digests[record.kind, default: []].insert(record.digest) }
        // The record of a change is needed for as long as nothing says the contrary: nobody else knows what was in it.
        var needed = digests[.commit] ?? []
        var (recipes, count, isComplete) = (RecordSet(), 0, true)
        if let chunks = digests[.chunk] {
            try metadata.blobs.walkChunks { (chunk) throws(LockerError) in
                if chunks.contains(chunk) { needed.insert(chunk) }
            }
        }
        try metadata.blobs.walkRecipes { (blob) throws(LockerError) in
            if digests[.recipe]?.contains(blob) == true { needed.insert(blob) }
            if let location = try packs.locator.locate(.recipe, blob) {
                recipes.insert(location)
                count += 1
            } else {
                isComplete = false
            }
        }
        guard let chunks = digests[.chunk] else { return needed }
        let (found, read) = try chunksNeeded(among: chunks, by: recipes)
        // A recipe that cannot be read may name any of them.
        return needed.union(isComplete && read == count ? found : chunks)
    }

    private func chunksNeeded(
        among chunks: Set<Digest>, by recipes: RecordSet
    ) throws(LockerError) -> (found: Set<Digest>, read: Int) {
        var (found, read) = (Set<Digest>(), 0)
        let isWanted = { (place: RecordLocation) in recipes.contains(pack: place.pack, ordinal: place.ordinal) }
        try packs.reader.forEachRecord(.recipe, skippingDamaged: true, where: isWanted) {
            (_, bytes) throws(LockerError) in
            if isStopping.withLock({ $0 }) { throw LockerError(.unavailable, "the daemon is stopping") }
            for chunk in try Recipe.decode(bytes).chunks where chunks.contains(chunk.digest) {
                found.insert(chunk.digest)
            }
            read += 1
        }
        return (found, read)
    }
}
