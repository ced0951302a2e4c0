import LockerBase
import Metadata
import PackEngine
import Recipes

/// Marks what must stay.
struct NeededRecords {
    let packs: PackStore
    let metadata: any MetadataStore
    /// Contents that are read at the moment, which stay as well. Asked for when all is known that metadata refers to.
    var open: () -> Set<ContentName> = { [] }

    /// Everything that metadata refers to: the recipes of all entries of all retained revisions and of the catalog,
    /// their chunks and those that entries name themselves, and the records of commits, with what those put which the
    /// database did not take.
    ///
    /// Recipes and packs are read one after the other, in the order in which they lie on the disk. Memory is a bit for
    /// each record, and meanwhile 5 bytes for each chunk.
    ///
    /// - Parameters:
    ///   - skippingDamaged: whether to leave out what damaged recipes refer to. Nothing may be given up by such a set.
    ///   - didRead: told how many recipes have been read, and of how many; what it throws ends the work.
    /// - Throws: ``LockerError/Code/dataLoss`` when a recipe is damaged or out of reach: what it refers to is not known
    ///   then.
    func mark(
        skippingDamaged: Bool = false, _ didRead: (Int, Int) throws(LockerError) -> Void
    ) throws(LockerError) -> RecordSet {
        var needed = RecordSet()
        let chunks = try DigestFilter(capacity: packs.statistics().kinds[.chunk].records)
        var count = 0
        try metadata.blobs.walkChunks { (chunk) throws(LockerError) in try chunks.insert(chunk) }
        try metadata.blobs.walkRecipes { (blob) throws(LockerError) in
            guard let location = try packs.reader.locateNamed(.recipe, blob) else {
                if skippingDamaged { return }
                throw NeededRecords.outOfReach(1)
            }
            needed.insert(location)
            count += 1
        }
        for content in open() { count += try add(to: chunks, content, &needed) }
        let read = try add(to: chunks, of: needed, skippingDamaged: skippingDamaged) {
            (read) throws(LockerError) in
            try didRead(read, count)
        }
        // What the others need would be nobody's only for that reason.
        guard skippingDamaged || read == count else { throw NeededRecords.outOfReach(count - read) }
        for commit in try NeededCommits(packs: packs, metadata: metadata).mark(in: &needed) {
            try add(to: chunks, ofCommit: commit, &needed)
        }
        try packs.compaction.mark(chunks, in: &needed) { () throws(LockerError) in try didRead(count, count) }
        return needed
    }

    /// Adds a content that is open: its chunk, or the place of its recipe where the store has one.
    ///
    /// - Returns: how many recipes that are.
    private func add(
        to chunks: DigestFilter, _ content: ContentName, _ needed: inout RecordSet
    ) throws(LockerError) -> Int {
        if let chunk = content.chunk {
            try chunks.insert(chunk)
            return 0
        }
        guard let location = try packs.reader.locateNamed(.recipe, content.blob) else { return 0 }
        return needed.insert(location) ? 1 : 0
    }

    /// Adds what a commit puts that the database did not take, as far as it is there: a rebuild brings its revision
    /// back, and it must not come back without its content, above one that was acknowledged. That ends when its library
    /// goes on without it.
    private func add(
        to chunks: DigestFilter, ofCommit digest: Digest, _ needed: inout RecordSet
    ) throws(LockerError) {
        for put in try Locker_Store_V1_Commit(recordBytes: try packs.reader.readAll(.commit, digest)).puts {
            if let chunk = Digest(put.chunk) {
                try chunks.insert(chunk)
            } else if let blob = Digest(put.blob), let location = try packs.reader.locateNamed(.recipe, blob) {
                needed.insert(location)
                do throws(LockerError) {
                    let recipe = try Recipe.decode(try packs.reader.readAll(.recipe, blob))
                    for chunk in recipe.chunks { try chunks.insert(chunk.digest) }
                } catch let error where error.isLoss || error.code == .notFound {
                    // It would come back without this file.
                }
            }
        }
    }

    /// Adds the chunks of the recipes at the places of `recipes`, and says how many those are.
    private func add(
        to chunks: DigestFilter, of recipes: RecordSet, skippingDamaged: Bool,
        _ didRead: (Int) throws(LockerError) -> Void
    ) throws(LockerError) -> Int {
        var read = 0
        try packs.reader.forEachRecord(
            .recipe, skippingDamaged: skippingDamaged, where: { recipes.contains(pack: $0.pack, ordinal: $0.ordinal) },
            { (_, bytes) throws(LockerError) in
                for chunk in try Recipe.decode(bytes).chunks { try chunks.insert(chunk.digest) }
                read += 1
                try didRead(read)
            })
        return read
    }

    private static func outOfReach(_ count: Int) -> LockerError {
        LockerError(
            .dataLoss,
            "\(count) of the recipes that entries refer to are damaged or lost; what they need is not known, so nothing is "
                + "compacted; a verification names the files, and what mends them", hint: .verify)
    }
}
