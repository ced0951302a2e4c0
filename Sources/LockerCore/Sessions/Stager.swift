import LockerBase
import Metadata
import POSIXSupport
import PackEngine

/// Stages entries whose content is known by name.
public struct Stager: Sendable {
    let metadata: any MetadataStore
    let recipes: RecipeCache
    let keeper: RecordKeeper

    /// Stages entries that bring no content of their own, and removals, and what the library must have when they are
    /// committed.
    ///
    /// This is the one place that decides whether an entry may refer to content by its name alone; of chunks,
    /// ``ChunkRights`` does. Rights come first, and from what the account holds; only of content that is the account's
    /// is anything looked up in the store, once however often it is named. So what a name costs that the account may
    /// not use is the same whether the content exists or not.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` for a file whose content the account neither uploaded in this
    ///   session nor owns: the same whether the content exists or not. ``LockerError/Code/tooMany`` when the recipes
    ///   that are read for it are more than the account may bring without committing.
    public func stage(
        _ entries: [Entry], removals: [EntryPath], expecting expected: [EntryPath: ExpectedEntry] = [:],
        in session: Session, cancellation: Cancellation? = nil
    ) throws(LockerError) {
        _ = try session.library
        let use = session.use
        var owned: [Digest: Entry] = [:]
        while true {
            let others = try session.stage(
                entries, removals: removals, expecting: expected, owned: owned, heldBy: use)
            // A commit meanwhile makes what was uploaded in the session the account's own: then it is looked up here
            // too.
            if others.isEmpty { return }
            let found = try find(others, of: session.account, cancellation)
            owned.merge(found) { _, last in last }
            try keep(others.compactMap { $0.blob.flatMap { owned[$0]?.content } }, in: session, cancellation)
        }
    }

    /// So many contents are looked up together.
    private static let pageSize = 1000

    /// Finds the contents of `files`, which are different ones, among what `account` holds.
    private func find(
        _ files: [Entry], of account: Account, _ cancellation: Cancellation?
    ) throws(LockerError) -> [Digest: Entry] {
        var owned: [Digest: Entry] = [:]
        for start in stride(from: 0, to: files.count, by: Stager.pageSize) {
            try cancellation.check()
            let page = files[start..<min(start + Stager.pageSize, files.count)]
            let found = try metadata.blobs.ownedEntries(holding: page.compactMap(\.blob), account: account)
            for (file, known) in zip(page, found) {
                guard let blob = file.blob, let known else {
                    throw LockerError(
                        .permissionDenied, "\(file.path): the account does not hold this content; send the file")
                }
                // Its content is asked for, and not what is said of it.
                owned[blob] = known.attributes == nil ? known : known.with(attributes: nil)
            }
        }
        return owned
    }

    /// The chunks that are remembered as kept: 2^20, in some 50 MiB.
    private static let maximumKept = 1 << 20

    /// Keeps contents of the account's own, which are about to be referred to by their names, from being compacted
    /// away, each chunk once. What is damaged stays what it is to the account.
    private func keep(
        _ contents: [ContentName], in session: Session, _ cancellation: Cancellation?
    ) throws(LockerError) {
        var kept: Set<Digest> = []
        for content in contents {
            try cancellation.check()
            guard try content.chunk == nil ? keeper.keep(.recipe, content.blob) : true,
                let recipe = try recipes.wholeRecipe(content)
            else { continue }
            // Reading it again is as much work as it was to take it in.
            try session.count(Int64(recipe.encodedSize))
            if kept.count > Stager.maximumKept { kept = [] }
            for (place, chunk) in recipe.chunks.enumerated() {
                if place % 1024 == 1023 { try cancellation.check() }
                if kept.insert(chunk.digest).inserted { _ = try keeper.keep(.chunk, chunk.digest) }
            }
        }
    }
}
