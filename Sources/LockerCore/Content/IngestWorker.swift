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
        let content = try store(cut.recipe, cut.recipe.encoded(), of: cut.format, covering: &ticket)
        return StoredContent(content: content, ticket: ticket)
    }

    /// Stores the canonical `bytes` of `recipe`, unless that is of a plain chunk: then its entry tells it.
    ///
    /// - Returns: the content that has this recipe.
    func store(
        _ recipe: Recipe, _ bytes: [UInt8], of format: Format, covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> FileContent {
        try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            let raw = UnsafeRawBufferPointer(buffer)
            let blob = hash.digest(of: raw)
            // A program that knows version 1 alone would find no recipe.
            let chunk = packs.writtenVersion >= .two ? recipe.plainChunk?.digest : nil
            // Older entries may need a record that was lost: it is whole again so.
            if chunk == nil || packs.health.isMissing(.recipe, blob) {
                _ = try packs.writer.append(.recipe, blob, raw, using: appending, covering: &ticket)
            }
            return FileContent(
                blob: blob, size: Int64(recipe.size), track: recipe.track, chunk: chunk, format: format)
        }
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
