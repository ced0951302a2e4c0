import LockerBase
import MediaLayout
import POSIXSupport
import PackEngine
import Recipes

/// What one thread needs to take content in: the cutter's buffer, the pack engine's scratch. Used again and again.
final class IngestWorker {
    private let packs: PackStore
    private let metrics: LockerMetrics
    private let cutter = FileCutter()
    private lazy var batches = BatchCutter()
    private lazy var lanes = SHA256Lanes()
    private let appending = AppendContext()
    private let hash = SHA256()

    init(packs: PackStore, metrics: LockerMetrics) {
        self.packs = packs
        self.metrics = metrics
    }

    /// Lays out, cuts, names and stores `source`, and its recipe.
    ///
    /// - Returns: the content's name and size, and what in the packs it depends on, none of it durable yet.
    func store(_ source: any ByteSource, _ cancellation: Cancellation?) throws(LockerError) -> StoredContent {
        var (ticket, isFirst) = (DurabilityTicket(), false)
        let cut = try cutter.cut(source) { (chunks) throws(LockerError) in
            try cancellation.check()
            try append(chunks, covering: &ticket) { _ in isFirst = true }
        }
        let content = try store(cut.recipe, cut.recipe.encoded(), of: cut.format, covering: &ticket)
        return StoredContent(content: content, ticket: ticket, isFirst: isFirst)
    }

    /// The same for files that lie in memory, all together.
    ///
    /// - Returns: of each its name, size and format; and what in the packs all of them depend on.
    func store(
        _ files: [UnsafeRawBufferPointer], _ cancellation: Cancellation?
    ) throws(LockerError) -> StoredContents {
        var (ticket, new) = (DurabilityTicket(), Set<Digest>())
        let cuts = try batches.cut(files) { (chunks) throws(LockerError) in
            try cancellation.check()
            try append(chunks, covering: &ticket) { new.insert($0) }
        }
        var writer = ByteWriter(capacity: cuts.reduce(0) { $0 + $1.recipe.encodedSize })
        for cut in cuts { cut.recipe.encode(into: &writer) }
        let contents = try writer.bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            let bytes = UnsafeRawBufferPointer(buffer)
            var start = 0
            let recipes = cuts.map { cut in
                defer { start += cut.recipe.encodedSize }
                return UnsafeRawBufferPointer(rebasing: bytes[start..<start + cut.recipe.encodedSize])
            }
            return try store(recipes, of: cuts, covering: &ticket)
        }
        let first = zip(cuts, contents).filter { cut, _ in cut.recipe.chunks.contains { new.contains($0.digest) } }
        return StoredContents(contents: contents, ticket: ticket, first: Set(first.map { $1.blob }))
    }

    /// Stores the canonical bytes of the recipe of each of `cuts`, but for those that their entries tell.
    private func store(
        _ recipes: [UnsafeRawBufferPointer], of cuts: [FileCut], covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> [FileContent] {
        var blobs = Array(repeating: Digest.zero, count: recipes.count)
        lanes.digests(of: recipes) { blobs[$0] = $1 }
        let contents = zip(cuts, blobs).map { cut, blob in
            FileContent(cut.recipe, blob: blob, format: cut.format, isTold: packs.writtenVersion >= .two)
        }
        var seen: Set<Digest> = []
        let stored = recipes.indices.filter { isNeeded(contents[$0]) && seen.insert(blobs[$0]).inserted }
        try packs.writer.append(
            .recipe, stored.map { NamedBytes(digest: blobs[$0], bytes: recipes[$0]) }, using: appending,
            covering: &ticket
        ) { _, _ in }
        return contents
    }

    /// Stores the canonical `bytes` of `recipe`, unless that is of a plain chunk: then its entry tells it.
    ///
    /// - Returns: the content that has this recipe.
    func store(
        _ recipe: Recipe, _ bytes: [UInt8], of format: Format, covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> FileContent {
        try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            let raw = UnsafeRawBufferPointer(buffer)
            let content = FileContent(
                recipe, blob: hash.digest(of: raw), format: format, isTold: packs.writtenVersion >= .two)
            if isNeeded(content) {
                _ = try packs.writer.append(.recipe, content.blob, raw, using: appending, covering: &ticket)
            }
            return content
        }
    }

    /// Whether the recipe of `content` has to be in a record: its entry does not tell it, or older entries need one that
    /// was lost, which is whole again so.
    private func isNeeded(_ content: FileContent) -> Bool {
        content.chunk == nil || packs.health.isMissing(.recipe, content.blob)
    }

    /// Names and stores one chunk.
    func store(chunk: UnsafeRawBufferPointer, covering ticket: inout DurabilityTicket) throws(LockerError)
        -> ChunkReference
    {
        let digest = hash.digest(of: chunk)
        try append([NamedBytes(digest: digest, bytes: chunk)], covering: &ticket) { _ in }
        return ChunkReference(digest: digest, length: chunk.count)
    }

    /// - Parameter isNew: told of the chunks that were not in the store before.
    private func append(
        _ chunks: [NamedBytes], covering ticket: inout DurabilityTicket, _ isNew: (Digest) -> Void
    ) throws(LockerError) {
        try packs.writer.append(.chunk, chunks, using: appending, covering: &ticket) { place, appended in
            metrics.count(appended, bytes: chunks[place].bytes.count)
            if appended.isNew { isNew(chunks[place].digest) }
        }
    }
}
