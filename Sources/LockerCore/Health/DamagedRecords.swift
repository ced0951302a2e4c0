import LockerBase
import Metadata
import PackEngine
import Recipes

/// The records that are damaged and have not healed, as of one moment.
struct DamagedRecords {
    /// That moment, by ``StoreHealth/findingsGeneration``.
    let generation: Int
    let findings: [Finding]
    let chunks: Set<Digest>
    let recipes: Set<Digest>

    init(of packs: PackStore) {
        generation = packs.health.findingsGeneration
        findings = packs.health.findings.filter { $0.healed == nil }
        let records = findings.compactMap(\.record)
        chunks = Set(records.lazy.filter { $0.kind == .chunk }.map(\.digest))
        recipes = Set(records.lazy.filter { $0.kind == .recipe }.map(\.digest))
    }

    /// Whether no content can need one of them.
    var isEmpty: Bool { chunks.isEmpty && recipes.isEmpty }

    /// Those of them that `content` needs; its recipe is read where that has to be known.
    func needed(
        by content: ContentName, in packs: PackStore, using context: ReadContext
    ) throws(LockerError) -> Set<Digest> {
        if let chunk = content.chunk { return chunks.contains(chunk) ? [chunk] : [] }
        let blob = content.blob
        if recipes.contains(blob) { return [blob] }
        if chunks.isEmpty { return [] }
        do throws(LockerError) {
            let recipe = try packs.reader.withRecord(.recipe, blob, using: context) { (bytes) throws(LockerError) in
                try Recipe.decode(bytes)
            }
            return Set(recipe.chunks.lazy.map(\.digest).filter(chunks.contains))
        } catch let error where error.isLoss || error.code == .notFound {
            // It is, or will be, a finding itself.
            return []
        }
    }
}
