import LockerTestSupport
import Metadata

/// What is held against the protocols of ``MetadataStore``, each by the same tests.
enum Implementation: CaseIterable, Sendable {
    /// A database on the disk.
    case sqlite
    /// ``MetadataModel``.
    case model

    /// Calls `body` with a new store that holds nothing.
    func withStore<Result>(_ body: (any MetadataStore) throws -> Result) throws -> Result {
        switch self {
        case .model: try body(MetadataModel())
        case .sqlite:
            try withTemporaryDirectory { folder in try body(SQLiteMetadata(path: folder + "/metadata.sqlite")) }
        }
    }
}

/// Calls `body` with a new store, the account `ada` and her library `main`.
func withLibrary<Result>(
    _ kind: Implementation, _ body: (any MetadataStore, Account, Library) throws -> Result
) throws -> Result {
    try kind.withStore { store in
        let account = try store.accounts.add(named: "ada", userID: 1000, role: .user, quota: nil, created: 1)
        return try body(store, account, store.libraries.ensure(named: "main", of: account))
    }
}
