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
