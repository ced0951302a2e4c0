import LockerBase
import Metadata
import PackEngine
import Recipes
import Synchronization

/// The recipes read last, so that a file read piece by piece has its recipe decoded once.
final class RecipeCache: Sendable {
    /// Chunks of all recipes held, at 40 bytes each: 2.5 MiB. A longer recipe is held alone.
    private static let capacity = 1 << 16

    /// The most bytes of recipes that are decoded together: those of 1,024 files of a few chunks each.
    private static let together = 512 << 10

    private struct Cache {
        var recipes: [Digest: Recipe] = [:]
        /// Least recently used first.
        var order: [Digest] = []
        var chunks = 0

        mutating func use(_ blob: Digest) -> Recipe? {
            guard let recipe = recipes[blob], let position = order.lastIndex(of: blob) else { return nil }
            order.append(order.remove(at: position))
            return recipe
        }

        mutating func insert(_ recipe: Recipe, as blob: Digest) {
            guard recipes.updateValue(recipe, forKey: blob) == nil else { return }
            order.append(blob)
            chunks += recipe.chunks.count
            while chunks > RecipeCache.capacity, order.count > 1 {
                let oldest = order.removeFirst()
                chunks -= recipes.removeValue(forKey: oldest)?.chunks.count ?? 0
            }
        }
    }

    private let packs: PackStore
    private let cache = Mutex(Cache())

    init(packs: PackStore) {
        self.packs = packs
    }

    /// The recipe of `content`.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` when it is damaged or not there: metadata refers to nothing that was
    ///   not acknowledged.
    func recipe(_ content: ContentName) throws(LockerError) -> Recipe {
        if let recipe = content.plainRecipe { return recipe }
        let blob = content.blob
        if let recipe = cache.withLock({ $0.use(blob) }) { return recipe }
        let recipe = try Recipe.decode(try packs.reader.readAll(.recipe, blob))
        cache.withLock { $0.insert(recipe, as: blob) }
        return recipe
    }

    /// The recipes of `contents`, read together and not kept: of files that are short, and read whole at once. Nil when
    /// those in records are more bytes than ``together``: short files may be cut to pieces by whoever made their recipes.
    func recipes(_ contents: [ContentName], using context: ReadContext) throws(LockerError) -> [Recipe]? {
        let stored = contents.filter { $0.chunk == nil }
        var bytes = 0
        for content in stored {
            bytes += try packs.locator.locate(.recipe, content.blob)?.rawLength ?? 0
            if bytes > RecipeCache.together { return nil }
        }
        var read: [Recipe] = []
        read.reserveCapacity(stored.count)
        try packs.reader.withRecords(.recipe, stored.map(\.blob), using: context) { (_, records) throws(LockerError) in
            for record in records { read.append(try Recipe.decode(record)) }
        }
        var next = read.makeIterator()
        return contents.compactMap { $0.plainRecipe ?? next.next() }
    }

    /// The recipe of `content`, or nil when it is damaged: what it says is not known then, and whoever counts on it
    /// brings the content again.
    func wholeRecipe(_ content: ContentName) throws(LockerError) -> Recipe? {
        do throws(LockerError) {
            return try recipe(content)
        } catch let error where error.code == .dataLoss || error.code == .notFound {
            return nil
        }
    }
}
