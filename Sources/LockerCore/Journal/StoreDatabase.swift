import Glibc
import LockerBase
import Metadata
import PackEngine

/// The database of a store, beside its packs.
enum StoreDatabase {
    /// Opens the database, which may be missing only where nothing was committed yet.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when it was lost: an empty one in its place would make
    ///   revisions that contradict those of which the packs tell; and for a backup whose first copy did not end.
    static func open(
        in directory: String, beside packs: PackStore, readers: Int
    ) throws(LockerError) -> any MetadataBackEnd {
        let factory = MetadataStores.embedded(in: directory)
        if !factory.exists {
            try packs.waitForIndex()
            let commits = packs.statistics().kinds[.commit].records
            guard commits == 0 else {
                throw LockerError(
                    .failedPrecondition,
                    "\(factory.name) is missing, and the packs hold \(commits) commits; tell it again from them: "
                        + "lockerd --store \(directory) --rebuild")
            }
            guard !factory.hasDraft else {
                throw LockerError(
                    .failedPrecondition,
                    "\(factory.name) is missing, and one was begun beside it: this is a backup that was not completed; "
                        + "complete it by another one to the same folder, or remove the folder")
            }
        }
        return try factory.open(readers: readers)
    }
}
