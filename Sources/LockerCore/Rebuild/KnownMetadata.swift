import LockerBase
import Metadata

/// What the database knows that a rebuild is to take the place of: none of it may be gone without a word.
struct KnownMetadata {
    struct KnownLibrary {
        let account: Account
        let name: String
        let newest: Int64
        /// The name of the commit that made the newest revision.
        let commit: Digest
    }

    private(set) var accounts: [Account] = []
    /// Those that have a revision, by their numbers.
    private(set) var libraries: [Int64: KnownLibrary] = [:]

    /// Of no database.
    init() {}

    init(_ metadata: any MetadataStore) throws(LockerError) {
        accounts = try metadata.accounts.all()
        for account in accounts {
            for library in try metadata.libraries.all(of: account) {
                guard let newest = try metadata.revisions.revision(library.newest, of: library) else { continue }
                libraries[library.id] = KnownLibrary(
                    account: account, name: library.name, newest: newest.number, commit: newest.commit)
            }
        }
    }

    /// Of the database in `factory`, which nobody has open, as far as it can be read: it may be what is damaged.
    init(of factory: any MetadataFactory) {
        guard factory.exists, let metadata = try? factory.open(readers: 1) else { return }
        defer { metadata.close() }
        if let known = try? KnownMetadata(metadata) { self = known }
    }

    /// Takes note of what of it the packs do not tell.
    func compare(
        with history: RecordedHistory, _ told: [(library: PresentLibrary, name: String)], notes: RebuildNotes
    ) {
        for account in accounts where history.accounts[account.id] == nil {
            notes.lose("account '\(account.name)'", "the database has it, and the packs have no record of it")
        }
        let commits = Dictionary(told.map { ($0.library.id, $0.library.commits) }) { first, _ in first }
        for (id, library) in libraries.sorted(by: { $0.key < $1.key }) where !notes.lostLibraries.contains(id) {
            if history.accounts[library.account.id]?.isRemoved == true { continue }
            if history.libraries[id]?.isRemoved == true { continue }
            if commits[id]?.contains(where: { $0.digest == library.commit }) == true { continue }
            notes.lose(
                "library '\(EntryPath.printable(library.name.utf8))' of \(library.account.name), revision \(library.newest)",
                "the database has it, and the packs do not tell it")
        }
    }
}
