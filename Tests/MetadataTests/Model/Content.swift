import LockerBase
import Metadata

/// All that a store holds.
struct Content {
    struct Tree {
        let id: Int64
        let account: Int64
        var name: String
        /// Those that have expired.
        var gone: Set<Int64> = []
        var source: Source?
        var retention = OwnRetention()
        var history = LibraryModel()
        /// From the first on, also those that have expired.
        var revisions: [Revision] = []

        var newest: Int64 { Int64(revisions.count) }
        var first: Int64 { retained.first?.number ?? 1 }
        var retained: [Revision] { revisions.filter { !gone.contains($0.number) } }
        var versions: [LibraryModel.Version] {
            let retained = retained.map(\.number)
            return history.versions(from: 0).filter { version in
                retained.contains { version.since <= $0 && version.until ?? .max > $0 }
            }
        }
        var purged: [LibraryModel.Purged] {
            let retained = retained.map(\.number)
            return history.purged.filter { row in retained.contains { row.since <= $0 && row.until > $0 } }
        }

        var library: Library {
            Library(
                id: id, account: account, name: name, newest: newest, first: first,
                missing: newest - first + 1 - Int64(retained.count), files: revisions.last?.files ?? 0,
                logicalBytes: revisions.last?.logicalBytes ?? 0, source: source)
        }
    }

    struct Claim: Hashable {
        let account: Int64
        let track: Digest
    }

    /// Where an entry is, and the revision that brought it.
    struct Beginning: Hashable {
        let library: Int64
        let path: EntryPath
        let since: Int64
    }

    var accounts: [Int64: Account] = [:]
    var highestAccount: Int64 = 0
    /// By the numbers of their accounts.
    var devices: [Int64: [KnownDevice]] = [:]
    var trees: [Int64: Tree] = [:]
    var highestLibrary: Int64 = 0
    var catalog: [Digest: CatalogTrack] = [:]
    var fingerprints: [Digest: [UInt8]] = [:]
    /// Tracks of which the catalog gave an account the audio.
    var matched: Set<Claim> = []
    /// In which order entries came, by where and since when they are.
    var order: [Beginning: Int] = [:]
    /// With their ends.
    var claims: [Claim: Int64] = [:]
    var operations: [String: Operation] = [:]
    var nextRecord: Int64 = 1

    /// Names are told apart by their bytes, and come in the order of those.
    static func areInOrder(_ one: String, _ other: String) -> Bool {
        one.utf8.lexicographicallyPrecedes(other.utf8)
    }

    func account(named name: String) -> Account? {
        accounts.values.first { $0.name.utf8.elementsEqual(name.utf8) }
    }

    var sortedAccounts: [Account] { accounts.values.sorted { Content.areInOrder($0.name, $1.name) } }

    func trees(of account: Int64) -> [Tree] {
        trees.values.filter { $0.account == account }.sorted { Content.areInOrder($0.name, $1.name) }
    }

    func tree(named name: String, of account: Int64) -> Tree? {
        trees(of: account).first { $0.name.utf8.elementsEqual(name.utf8) }
    }

    func tree(of library: Library) throws(LockerError) -> Tree {
        guard let tree = trees[library.id] else { throw LockerError(.notFound, "it was removed") }
        return tree
    }

    /// The number of `revision` in `tree`; nil means the newest.
    func number(_ revision: Int64?, in tree: Tree) throws(LockerError) -> Int {
        let number = revision ?? tree.newest
        guard (0...tree.newest).contains(number) else {
            throw LockerError(.notFound, "it has no revision \(number); its newest is \(tree.newest)")
        }
        guard number == 0 || number == tree.newest || !tree.gone.contains(number) else {
            throw LockerError(.notFound, "revision \(number) has expired; the oldest that is kept is \(tree.first)")
        }
        return Int(number)
    }

    func logicalBytes(of account: Int64) -> Int64 {
        trees(of: account).reduce(0) { $0 + $1.library.logicalBytes }
    }

    func holdings(of id: Int64) throws(LockerError) -> AccountHoldings {
        guard let account = accounts[id] else { throw Account.isUnknown("of number \(id)") }
        let trees = trees(of: id)
        let versions = trees.flatMap(\.versions)
        let purged = trees.flatMap(\.purged)
        let names = versions.reduce(0) { $0 + $1.entry.nameBytes } + purged.reduce(0) { $0 + $1.path.bytes.count }
        let retained = trees.flatMap(\.retained)
        let said = retained.reduce(Int64(0)) { $0 + $1.provenance.chargedBytes }
        return AccountHoldings(
            account: account.name, quota: account.quota, libraries: Int64(trees.count),
            logicalBytes: logicalBytes(of: id), revisions: Int64(retained.count),
            versions: Int64(versions.count + purged.count), nameBytes: Int64(names) + said)
    }

    var allContents: Set<ContentName> {
        Set(
            trees.values.flatMap { $0.versions.compactMap(\.entry.content) }
                + catalog.values.map { ContentName(blob: $0.blob) })
    }

    var allBlobs: Set<Digest> { Set(allContents.map(\.blob)) }
}
