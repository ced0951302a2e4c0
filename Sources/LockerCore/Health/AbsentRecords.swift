import LockerBase
import Metadata
import PackEngine
import Recipes

/// Holds what metadata names against what the packs have. A pack can lose a record without a trace: one that was open
/// in a crash ends where a record is not whole, and an index that is made anew knows no pack that is gone.
struct AbsentRecords {
    let packs: PackStore
    let metadata: any MetadataStore

    /// The most that are set aside at a time.
    private static let maximum = 100_000

    /// Sets aside all records that metadata names and no pack has, the records of revisions among them. Reads every
    /// recipe that is needed.
    ///
    /// - Parameter check: asked before each content, and each page of revisions; what it throws ends the work.
    /// - Returns: how many of them are news.
    func setAside(_ check: () throws(LockerError) -> Void) throws(LockerError) -> Int {
        var recipes = RecordSet()
        var (absentRecipes, absentChunks) = (Set<Digest>(), Set<Digest>())
        try metadata.blobs.walk { (content) throws(LockerError) in
            let blob = content.blob
            if let recipe = content.plainRecipe {
                try check()
                try add(recipe, to: &absentChunks)
            } else if let location = try packs.reader.locateNamed(.recipe, blob) {
                recipes.insert(location)
            } else if absentRecipes.count < AbsentRecords.maximum {
                absentRecipes.insert(blob)
            }
        }
        let isWanted = { (place: RecordLocation) in recipes.contains(pack: place.pack, ordinal: place.ordinal) }
        try packs.reader.forEachRecord(.recipe, skippingDamaged: true, where: isWanted) {
            (_, bytes) throws(LockerError) in
            try check()
            try add(Recipe.decode(bytes), to: &absentChunks)
        }
        return try packs.health.setAsideAbsent(.recipe, absentRecipes)
            + packs.health.setAsideAbsent(.chunk, absentChunks)
            + packs.health.setAsideAbsent(.commit, absentCommits(check))
    }

    /// The commits of retained revisions that no pack has.
    private func absentCommits(_ check: () throws(LockerError) -> Void) throws(LockerError) -> Set<Digest> {
        var absent: Set<Digest> = []
        for account in try metadata.accounts.all() {
            for library in try metadata.libraries.all(of: account) {
                var last: Int64?
                while case let page = try metadata.revisions.list(of: library, before: last, limit: 1000), !page.isEmpty
                {
                    try check()
                    for revision in page where absent.count < AbsentRecords.maximum {
                        if try packs.reader.locateNamed(.commit, revision.commit) == nil {
                            absent.insert(revision.commit)
                        }
                    }
                    last = page.last?.number
                }
            }
        }
        return absent
    }

    /// The same for one content. What cannot be told is left to a verification.
    func setAside(of content: ContentName) {
        do throws(LockerError) {
            guard try content.chunk == nil ? packs.reader.locateNamed(.recipe, content.blob) != nil : true else {
                _ = packs.health.setAsideAbsent(.recipe, [content.blob])
                return
            }
            var absent: Set<Digest> = []
            try add(RecipeCache(packs: packs).recipe(content), to: &absent)
            _ = packs.health.setAsideAbsent(.chunk, absent)
        } catch {
            // A recipe that is damaged is a finding already.
        }
    }

    private func add(_ recipe: Recipe, to absent: inout Set<Digest>) throws(LockerError) {
        for chunk in recipe.chunks where absent.count < AbsentRecords.maximum && !absent.contains(chunk.digest) {
            if try packs.reader.locateNamed(.chunk, chunk.digest) == nil { absent.insert(chunk.digest) }
        }
    }
}
