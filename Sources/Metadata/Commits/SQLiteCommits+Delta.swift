import GRDB
import LockerBase

extension SQLiteCommits {
    package func effectiveDelta(
        of puts: [Entry], removals: [EntryPath], in library: Library,
        check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Delta {
        for put in puts { try put.checkFields() }
        return try sqlite.read { database in
            let base = try Base(library.refreshed(database), database)
            var draft = DeltaDraft(puts: puts, removals: removals, base: base)
            try draft.clearFolders(check)
            return try draft.finish(check)
        }
    }
}
