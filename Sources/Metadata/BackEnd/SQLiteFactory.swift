import Glibc
import LockerBase

/// The metadata of a store as a database in its folder.
struct SQLiteFactory: MetadataFactory {
    let location: SQLiteLocation

    var name: String { location.path }

    var exists: Bool { access(location.path, F_OK) == 0 }

    var hasDraft: Bool { access(location.draft, F_OK) == 0 }

    func open(readers: Int) throws(LockerError) -> any MetadataBackEnd {
        try SQLiteMetadata(path: location.path, readers: readers)
    }

    func writeDraft(
        _ body: (any MetadataRebuild) throws(LockerError) -> Void
    ) throws(LockerError) -> MetadataCounts {
        try SQLiteRebuild.write(to: location.draft) { (rebuild) throws(LockerError) in try body(rebuild) }
    }

    func removeDraft() {
        unlink(location.draft)
    }

    func placeDraft() throws(LockerError) {
        try location.placeDraft()
    }

    func exchangeForDraft() throws(LockerError) {
        try location.exchangeForDraft()
    }
}
