import LockerBase
import Metadata
import PackEngine
import Recipes

extension Locker {
    /// Everything that metadata refers to: the recipes of all entries of all retained revisions and of the catalog, their
    /// chunks, and all records of commits.
    ///
    /// The recipes are read in the order of the packs. Memory is a bit for each record.
    ///
    /// - Parameters:
    ///   - skippingDamaged: whether to leave out what damaged recipes refer to. Nothing may be given up by such a set.
    ///   - didRead: told how many recipes have been read, and of how many; what it throws ends the work.
    /// - Throws: ``LockerError/Code/dataLoss`` when a recipe is damaged: what it refers to is not known then.
    func needed(
        skippingDamaged: Bool = false, _ didRead: (Int, Int) throws(LockerError) -> Void
    ) throws(LockerError) -> RecordSet {
        var needed = RecordSet()
        var count = 0
        try metadata.forEachBlob { (blob) throws(LockerError) in
            guard let location = try packs.locate(.recipe, blob) else {
                if skippingDamaged { return }
                throw LockerError(.dataLoss, "the store has no recipe \(blob), and an entry refers to it")
            }
            needed.insert(location)
            count += 1
        }
        let recipes = needed
        var read = 0
        try packs.forEachRecord(
            .recipe, skippingDamaged: skippingDamaged, where: { recipes.contains(pack: $0.pack, ordinal: $0.ordinal) },
            { (_, bytes) throws(LockerError) in
                for chunk in try Recipe.decode(bytes).chunks {
                    if let location = try packs.locate(.chunk, chunk.digest) { needed.insert(location) }
                }
                read += 1
                try didRead(read, count)
            })
        try packs.forEachLocation(of: .commit) { location in needed.insert(location) }
        return needed
    }
}
