import LockerBase
import POSIXSupport
import PackEngine
import Recipes

/// Which contents cannot be read back, because a chunk of theirs or their recipe is damaged.
///
/// Worked out from all recipes when something was found since the last time; what is asked most, when nothing is
/// damaged, costs nothing.
final class DamagedBlobs: Sendable {
    private struct Known {
        var generation = -1
        var findings: [Finding] = []
        var blobs: [Digest: Set<Digest>] = [:]
    }

    private let packs: PackStore
    private let known = Monitor(Known())

    init(packs: PackStore) {
        self.packs = packs
    }

    /// What is damaged and has not healed, and by its digest the blobs that need it.
    func look() throws(LockerError) -> (findings: [Finding], blobs: [Digest: Set<Digest>]) {
        // Whoever comes while it is worked out waits for it: it is the same for all.
        try known.withLock { (known) throws(LockerError) in
            let generation = packs.findingsGeneration
            if known.generation != generation {
                known.findings = packs.findings.filter { $0.healed == nil }
                known.blobs = try work(out: known.findings)
                known.generation = generation
            }
            return (known.findings, known.blobs)
        }
    }

    private func work(out findings: [Finding]) throws(LockerError) -> [Digest: Set<Digest>] {
        var chunks: Set<Digest> = []
        var blobs: [Digest: Set<Digest>] = [:]
        for record in findings.compactMap(\.record) {
            switch record.kind {
            case .chunk: chunks.insert(record.digest)
            case .recipe: blobs[record.digest] = [record.digest]
            case .commit: break
            }
        }
        if chunks.isEmpty { return blobs }
        let context = ReadContext()
        try packs.forEachLocation(of: .recipe) { (blob, _) throws(LockerError) in
            do throws(LockerError) {
                let recipe = try packs.withRecord(.recipe, blob, using: context) { (bytes) throws(LockerError) in
                    try Recipe.decode(bytes)
                }
                for chunk in recipe.chunks where chunks.contains(chunk.digest) {
                    blobs[chunk.digest, default: []].insert(blob)
                }
            } catch let error where error.code == .dataLoss || error.code == .notFound {
                // It is, or will be, a finding itself.
            }
        }
        return blobs
    }
}
