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
        var ticket = DurabilityTicket()
        let cut = try cutter.cut(source) { (chunks) throws(LockerError) in
            try cancellation.check()
            try append(chunks, covering: &ticket)
        }
        let blob = try store(cut.recipe.encoded(), covering: &ticket)
        let content = FileContent(blob: blob, size: Int64(cut.recipe.size), track: cut.recipe.track, format: cut.format)
        return StoredContent(content: content, ticket: ticket)
    }

    /// The same for files that lie in memory, all together.
    ///
    /// - Returns: of each its name, size and format, in their order; and what in the packs all of them depend on.
    func store(
        _ files: [UnsafeRawBufferPointer], _ cancellation: Cancellation?
    ) throws(LockerError) -> (contents: [FileContent], ticket: DurabilityTicket) {
        var ticket = DurabilityTicket()
        let cuts = try batches.cut(files) { (chunks) throws(LockerError) in
            try cancellation.check()
            try append(chunks, covering: &ticket)
        }
        let blobs = try store(cuts.map(\.recipe), covering: &ticket)
        let contents = zip(cuts, blobs).map { cut, blob in
            FileContent(blob: blob, size: Int64(cut.recipe.size), track: cut.recipe.track, format: cut.format)
        }
        return (contents, ticket)
    }

    /// Stores the canonical bytes of recipes, all together. Returns their blobs.
    private func store(
        _ recipes: [Recipe], covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> [Digest] {
        var writer = ByteWriter(capacity: recipes.reduce(0) { $0 + $1.encodedSize })
        for recipe in recipes { recipe.encode(into: &writer) }
        return try writer.bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            let bytes = UnsafeRawBufferPointer(buffer)
            var start = 0
            let encoded = recipes.map { recipe in
                defer { start += recipe.encodedSize }
                return UnsafeRawBufferPointer(rebasing: bytes[start..<start + recipe.encodedSize])
            }
            var blobs = Array(repeating: Digest.zero, count: recipes.count)
            lanes.digests(of: encoded) { blobs[$0] = $1 }
            var seen = Set<Digest>(minimumCapacity: blobs.count)
            let new = zip(blobs, encoded).lazy.filter { seen.insert($0.0).inserted }
            try packs.writer.append(
                .recipe, new.map { NamedBytes(digest: $0, bytes: $1) }, using: appending, covering: &ticket
            ) { _, _ in }
            return blobs
        }
    }

    /// Stores the canonical bytes of a recipe. Returns its blob.
    func store(_ recipe: [UInt8], covering ticket: inout DurabilityTicket) throws(LockerError) -> Digest {
        let blob = SHA256.digest(of: recipe)
        try recipe.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            _ = try packs.writer.append(
                .recipe, blob, UnsafeRawBufferPointer(buffer), using: appending, covering: &ticket)
        }
        return blob
    }

    /// Names and stores one chunk.
    func store(chunk: UnsafeRawBufferPointer, covering ticket: inout DurabilityTicket) throws(LockerError)
        -> ChunkReference
    {
        let digest = hash.digest(of: chunk)
        try append([NamedBytes(digest: digest, bytes: chunk)], covering: &ticket)
        return ChunkReference(digest: digest, length: chunk.count)
    }

    private func append(_ chunks: [NamedBytes], covering ticket: inout DurabilityTicket) throws(LockerError) {
        try packs.writer.append(.chunk, chunks, using: appending, covering: &ticket) { place, appended in
            metrics.count(appended, bytes: chunks[place].bytes.count)
        }
    }
}
